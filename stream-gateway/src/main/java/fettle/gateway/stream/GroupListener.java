package fettle.gateway.stream;

import fettle.gateway.store.StoreAway;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Follows the consumer group. On assignment a partition is taken over at once, on the consumer's
 * thread, so that the first record fetched is the one the store expects. Should the store be away,
 * the lane does it later.
 */
@ApplicationScoped
@Identifier(GroupListener.NAME)
class GroupListener implements KafkaConsumerRebalanceListener {
  /** Name under which the channel's configuration refers to this listener. */
  static final String NAME = "telemetry-assignments";

  private static final Logger LOG = Logger.getLogger(GroupListener.class);

  private final Assignments assignments;
  private final TakeOver takeOver;

  GroupListener(Assignments assignments, TakeOver takeOver) {
    this.assignments = assignments;
    this.takeOver = takeOver;
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      Assignment assignment = assignments.begin(partition);
      try {
        Optional<Ownership> granted = takeOver.attempt(consumer, partition, -1);
        granted.ifPresentOrElse(assignment::own, assignment::end);
      } catch (StoreAway | KafkaException e) {
        LOG.warnf(
            "partition=%d: not taken over yet: %s", (Object) partition.partition(), e.getMessage());
      }
    }
  }

  @Override
  public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    assignments.end(partitions);
  }

  @Override
  public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    assignments.end(partitions);
  }
}
