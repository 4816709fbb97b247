package fettle.gateway.stream;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** The telemetry channel's consumer, from other threads than its own. */
@ApplicationScoped
class LogAccess {
  /** The channel's name, in annotations and configuration. */
  static final String CHANNEL = "telemetry";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final KafkaClientService clients;

  LogAccess(KafkaClientService clients) {
    this.clients = clients;
  }

  /**
   * Runs this on the consumer's thread, between two polls, and waits for it.
   *
   * @throws KafkaException what the work throws of this kind, and when the consumer does not get to
   *     it or is closed
   */
  <T> T onPollingThread(Function<Consumer<byte[], byte[]>, T> work) {
    Uni<T> done = clients.<byte[], byte[]>getConsumer(CHANNEL).runOnPollingThread(work);
    try {
      return done.await().atMost(PATIENCE);
    } catch (TimeoutException | RejectedExecutionException e) {
      throw new KafkaException("the consumer is busy or closed", e);
    }
  }

  /** Tells the broker how far we are; serves lag displays alone. */
  Uni<Void> commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    return clients.<byte[], byte[]>getConsumer(CHANNEL).commitAsync(offsets);
  }

  /** The consumer's settings. */
  Map<String, ?> configuration() {
    return clients.<byte[], byte[]>getConsumer(CHANNEL).configuration();
  }

  /** First offset the log has of this partition. */
  static long start(Consumer<?, ?> consumer, TopicPartition partition) {
    return consumer.beginningOffsets(List.of(partition)).get(partition);
  }

  /** Offset after the last the log has of this partition. */
  static long end(Consumer<?, ?> consumer, TopicPartition partition) {
    return consumer.endOffsets(List.of(partition)).get(partition);
  }
}
