package fettle.gateway.stream;

import fettle.gateway.store.StoreAway;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Follows the consumer group. On assignment a partition is taken over at once, on the consumer's
 * thread, so that the first record fetched is the one the store expects. Should the store be away
 * or slow, the lanes do the rest: however many partitions there are, the consumer's thread waits
 * once.
 */
@ApplicationScoped
@Identifier(GroupListener.NAME)
class GroupListener implements KafkaConsumerRebalanceListener {
  /** Name under which the channel's configuration refers to this listener. */
  static final String NAME = "telemetry-assignments";

  /** A fraction of the time after which the group gives up a consumer that does not poll. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Logger LOG = Logger.getLogger(GroupListener.class);

  private final Assignments assignments;
  private final TakeOver takeOver;
  private final DriftGauges drift;

  GroupListener(Assignments assignments, TakeOver takeOver, DriftGauges drift) {
    this.assignments = assignments;
    this.takeOver = takeOver;
    this.drift = drift;
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    long started = System.nanoTime();
    boolean answering = true;
    for (TopicPartition partition : partitions) {
      Assignment assignment = assignments.begin(partition);
      boolean inTime = System.nanoTime() - started < PATIENCE.toNanos();
      answering = answering && inTime && takeOver(consumer, assignment);
    }
  }

  /** Whether store and broker answered. */
  private boolean takeOver(Consumer<?, ?> consumer, Assignment assignment) {
    try {
      Optional<Ownership> granted = takeOver.atOnce(consumer, assignment.partition());
      granted.ifPresentOrElse(assignment::own, assignment::end);
      return true;
    } catch (StoreAway | KafkaException e) {
      LOG.warnf(
          "partition=%d: neither it nor those after it are taken over yet: %s",
          (Object) assignment.partition().partition(), e.getMessage());
      return false;
    }
  }

  @Override
  public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    end(partitions);
  }

  @Override
  public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    end(partitions);
  }

  private void end(Collection<TopicPartition> partitions) {
    assignments.end(partitions);
    partitions.forEach(partition -> drift.forget(partition.partition()));
  }
}
