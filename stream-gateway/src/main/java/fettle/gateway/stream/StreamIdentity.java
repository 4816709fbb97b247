package fettle.gateway.stream;

import fettle.gateway.config.GatewayConfig;
import fettle.gateway.rollup.RollupRules;
import fettle.telemetry.store.StreamInfo;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;

/** Finds out which stream the consumer reads. */
@ApplicationScoped
class StreamIdentity {
  private static final int PATIENCE_SECONDS = 20;

  private final LogAccess log;
  private final GatewayConfig config;
  private final RollupRules rules;
  private final AtomicReference<String> clusterId = new AtomicReference<>();

  StreamIdentity(LogAccess log, GatewayConfig config, RollupRules rules) {
    this.log = log;
    this.config = config;
    this.rules = rules;
  }

  /**
   * Number of partitions of a topic; call on the consumer's thread.
   *
   * @throws KafkaException when the broker does not say
   */
  static int partitions(Consumer<?, ?> consumer, String topic) {
    return consumer.partitionsFor(topic).size();
  }

  /**
   * The stream; blocks until the broker has told its cluster id, once.
   *
   * @throws KafkaException when the broker does not say
   */
  StreamInfo of(String topic, int partitions) {
    return new StreamInfo(config.hub(), topic, clusterId(), partitions, rules.tiers());
  }

  private String clusterId() {
    String known = clusterId.get();
    if (known != null) {
      return known;
    }
    Map<String, Object> settings = new HashMap<>();
    log.configuration()
        .forEach(
            (name, value) -> {
              if (AdminClientConfig.configNames().contains(name)
                  && !AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG.equals(name)) {
                settings.put(name, value);
              }
            });
    try (Admin admin = Admin.create(settings)) {
      String told = admin.describeCluster().clusterId().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      // an endpoint that only speaks the protocol may have none
      String id = Objects.requireNonNullElse(told, "");
      clusterId.set(id);
      return id;
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("the broker does not tell its cluster id", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while asking for the cluster id", e);
    }
  }
}
