package fettle.gateway.stream;

import fettle.gateway.config.GatewayConfig;
import fettle.gateway.health.Trouble;
import fettle.gateway.store.StoreAway;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Repeats work on the store until it is done or the partition is no longer ours. Meanwhile the lane
 * stands still, the channel asks for nothing, and the consumer pauses: nothing is lost.
 */
@ApplicationScoped
class Persistence {
  private static final Logger LOG = Logger.getLogger(Persistence.class);

  private final GatewayConfig.Store config;
  private final Trouble trouble;
  private final IngestMetrics metrics;

  Persistence(GatewayConfig config, Trouble trouble, IngestMetrics metrics) {
    this.config = config.store();
    this.trouble = trouble;
    this.metrics = metrics;
  }

  /** Work that fails while the store or the broker is away. */
  interface Attempt<T> {
    T run() throws StoreAway;
  }

  /** The result, or empty when the assignment ended first. */
  <T> Optional<T> untilDone(Assignment assignment, Attempt<T> attempt) {
    int partition = assignment.partition().partition();
    Pause pause = new Pause(config.firstRetry(), config.longestRetry());
    try {
      while (!assignment.hasEnded()) {
        try {
          return Optional.of(attempt.run());
        } catch (StoreAway e) {
          failed(partition, "the store is away", e);
        } catch (KafkaException e) {
          failed(partition, "the broker is away", e);
        }
        if (assignment.endsWithin(pause.next())) {
          break;
        }
      }
      return Optional.empty();
    } finally {
      // done, or somebody else's: either way this partition waits here no longer
      if (trouble.ended(partition)) {
        LOG.infof("partition=%d: no longer waiting", partition);
      }
    }
  }

  private void failed(int partition, String what, Exception e) {
    metrics.storeFailed();
    if (trouble.began(partition, what + ": " + e.getMessage())) {
      LOG.warnf(
          "partition=%d: %s, trying again until it is back: %s",
          (Object) partition, what, e.getMessage());
    }
  }
}
