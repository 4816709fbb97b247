package fettle.gateway.stream;

import fettle.gateway.health.Ending;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One lane a partition. Partitions run side by side, each in its own order. */
@ApplicationScoped
class Lanes {
  private final Assignments assignments;
  private final PartitionWork work;
  private final Ending ending;
  private final IngestMetrics metrics;
  private final Map<Integer, Lane> lanes = new ConcurrentHashMap<>();

  Lanes(Assignments assignments, PartitionWork work, Ending ending, IngestMetrics metrics) {
    this.assignments = assignments;
    this.work = work;
    this.ending = ending;
    this.metrics = metrics;
  }

  /**
   * Queues records of a partition; without records it is only taken over, where that is still due.
   * The result is done when they are. Should that fail, the gateway ends at once.
   */
  CompletableFuture<Void> submit(int partition, List<ConsumerRecord<byte[], byte[]>> records) {
    Assignment assignment = assignments.of(partition);
    if (assignment == null) {
      metrics.unassigned(records.size());
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> done =
        lane(partition)
            .submit(
                () -> {
                  if (assignment.hasEnded()) {
                    metrics.unassigned(records.size());
                  } else {
                    work.process(assignment, records);
                  }
                });
    return ending(partition, done);
  }

  /**
   * Queues other work about a partition behind its records; it runs unless the assignment has
   * ended. Should it fail, the gateway ends at once.
   *
   * @return what the work says, empty when it did not run
   */
  <T> CompletableFuture<Optional<T>> submit(Assignment assignment, Supplier<Optional<T>> work) {
    int partition = assignment.partition().partition();
    AtomicReference<Optional<T>> said = new AtomicReference<>(Optional.empty());
    CompletableFuture<Void> done =
        lane(partition)
            .submit(
                () -> {
                  if (!assignment.hasEnded()) {
                    said.set(work.get());
                  }
                });
    return ending(partition, done).thenApply(nothing -> said.get());
  }

  private CompletableFuture<Void> ending(int partition, CompletableFuture<Void> done) {
    return done.whenComplete(
        (nothing, failure) -> {
          if (failure != null) {
            ending.breakDown("processing partition " + partition + " failed", failure);
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
        submit(partition, List.of());
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
