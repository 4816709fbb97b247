package fettle.gateway.stream;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One lane a partition. Partitions run side by side, each in its own order. */
@ApplicationScoped
class Lanes {
  private final Assignments assignments;
  private final PartitionWork work;
  private final Map<Integer, Lane> lanes = new ConcurrentHashMap<>();

  Lanes(Assignments assignments, PartitionWork work) {
    this.assignments = assignments;
    this.work = work;
  }

  /**
   * Queues records of a partition; without records it is only taken over, where that is still due.
   * The result is done when they are.
   */
  CompletableFuture<Void> submit(int partition, List<ConsumerRecord<byte[], byte[]>> records) {
    Assignment assignment = assignments.of(partition);
    if (assignment == null) {
      return CompletableFuture.completedFuture(null);
    }
    return lane(partition)
        .submit(
            () -> {
              if (!assignment.hasEnded()) {
                work.process(assignment, records);
              }
            });
  }

  private Lane lane(int partition) {
    return lanes.computeIfAbsent(
        partition, number -> new Lane(Infrastructure.getDefaultWorkerPool()));
  }

  /** Takes over what could not be taken over when it was assigned. */
  void takeOverTheRest() {
    for (Assignment assignment : assignments.all()) {
      int partition = assignment.partition().partition();
      if (assignment.ownership() == null && !assignment.hasEnded() && lane(partition).isIdle()) {
        CompletableFuture<Void> queued = submit(partition, List.of());
        queued.exceptionally(TelemetryConsumer::report);
      }
    }
  }

  /** Done when everything queued is. */
  CompletableFuture<Void> drained() {
    return CompletableFuture.allOf(
        lanes.values().stream()
            .map(lane -> lane.submit(() -> {}))
            .toArray(CompletableFuture<?>[]::new));
  }
}
