package fettle.gateway.stream;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Reads the hub's built-in endpoint.
 *
 * <ul>
 *   <li>Delivery: each record has its effect in the store exactly once, whatever crashes, since its
 *       effect and the partition's next offset are written together and offsets in the broker are
 *       not consulted. Over what devices send more than once, the first arrival wins.
 *   <li>Order: by offset in a partition; partitions run side by side.
 *   <li>Poison messages are rejected: counted, kept with their place and reason, passed over.
 *   <li>A failure that is nobody's message and no outage is a bug: the process ends with an exit
 *       code of its own ({@link fettle.gateway.health.Ending}); nothing is skipped.
 *   <li>Backpressure: while a batch is being processed one more is taken; then the consumer pauses.
 * </ul>
 */
@ApplicationScoped
class TelemetryConsumer {
  private final Lanes lanes;
  private final AtomicReference<CompletableFuture<Void>> inFlight =
      new AtomicReference<>(CompletableFuture.completedFuture(null));

  TelemetryConsumer(Lanes lanes) {
    this.lanes = lanes;
  }

  /** Queues the batch; done when the batch before is. */
  @Incoming(LogAccess.CHANNEL)
  Uni<Void> consume(ConsumerRecords<byte[], byte[]> batch) {
    List<CompletableFuture<Void>> parts = new ArrayList<>();
    for (TopicPartition partition : batch.partitions()) {
      parts.add(lanes.submit(partition.partition(), batch.records(partition)));
    }
    CompletableFuture<Void> all =
        CompletableFuture.allOf(parts.toArray(CompletableFuture<?>[]::new));
    CompletableFuture<Void> before = inFlight.getAndSet(all);
    return Uni.createFrom().completionStage(before);
  }
}
