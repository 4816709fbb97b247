package fettle.gateway.store;

import fettle.gateway.config.GatewayConfig;
import fettle.gateway.rollup.RollupRules;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Makes the store's parts from the settings and the platform's client. */
@ApplicationScoped
class StoreParts {
  /** Of this process among gateways. */
  private final String name = UUID.randomUUID().toString();

  @Produces
  @Singleton
  RedisCalls calls(Redis redis, GatewayConfig config) {
    return new RedisCalls(redis, config.store().timeout());
  }

  @Produces
  @Singleton
  PartitionStore partitions(RedisCalls calls, RollupRules rules, GatewayConfig config) {
    GatewayConfig.Bounds bounds = config.bounds();
    StoreLimits limits = new StoreLimits(bounds.raw().asLongValue(), bounds.rejected());
    return new PartitionStore(calls, rules, limits, name);
  }

  @Produces
  @Singleton
  Outbox outbox(RedisCalls calls, Redis redis) {
    return new Outbox(calls, redis, name);
  }

  @Produces
  @Singleton
  DecisionReader decisions(RedisCalls calls) {
    return new DecisionReader(calls);
  }

  @Produces
  @Singleton
  Descriptions descriptions(RedisCalls calls) {
    return new Descriptions(calls);
  }

  @Produces
  @Singleton
  StoreGate gate(RedisCalls calls) {
    return new StoreGate(calls);
  }

  @Produces
  @Singleton
  CommandStore commands(RedisCalls calls) {
    return new CommandStore(calls, UUID.randomUUID().toString());
  }

  @Produces
  @Singleton
  HubStore hub(RedisCalls calls) {
    return new HubStore(calls);
  }

  @Produces
  @Singleton
  TwinStore twins(RedisCalls calls) {
    return new TwinStore(calls, UUID.randomUUID().toString());
  }

  @Produces
  @Singleton
  Announcer announcer(Redis redis) {
    return new Announcer(redis);
  }
}
