package fettle.gateway.store;

import fettle.gateway.fixtures.RedisProcess;
import fettle.gateway.rollup.RollupRules;
import java.time.Duration;

/** The store's parts over a real Redis, without the platform. */
public final class Stores {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private Stores() {}

  /** The store of a process with this name. */
  public static PartitionStore partitions(RedisProcess redis, RollupRules rules, String owner) {
    return new PartitionStore(calls(redis), rules, new StoreLimits(100_000, 10), owner);
  }

  public static StoreGate gate(RedisProcess redis) {
    return new StoreGate(calls(redis));
  }

  /** Commands as a gateway of this name takes them. */
  public static CommandStore commands(RedisProcess redis, String gateway) {
    return new CommandStore(calls(redis), gateway);
  }

  /** The copy of twins as a gateway of this name writes it. */
  public static TwinStore twins(RedisProcess redis, String gateway) {
    return new TwinStore(calls(redis), gateway);
  }

  static RedisCalls calls(RedisProcess redis) {
    return new RedisCalls(redis.client(), TIMEOUT);
  }
}
