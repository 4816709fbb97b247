package fettle.gateway.stream;

import fettle.gateway.store.PartitionStore;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes beside each owned partition's progress that its owner lives, also when nothing arrives: so
 * silent machines can be told from a gateway that is gone. A beat that fails is counted; the next
 * comes soon.
 */
@ApplicationScoped
class Heartbeat {
  private final Assignments assignments;
  private final PartitionStore store;
  private final Aside aside;
  private final InstantSource clock;

  Heartbeat(Assignments assignments, PartitionStore store, Aside aside, InstantSource clock) {
    this.assignments = assignments;
    this.store = store;
    this.aside = aside;
    this.clock = clock;
  }

  @Scheduled(
      identity = "beat",
      every = "${gateway.beat-every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> beat() {
    List<Uni<?>> sent = new ArrayList<>();
    for (Assignment assignment : assignments.all()) {
      Ownership ownership = assignment.ownership();
      if (ownership != null && !assignment.hasEnded()) {
        int partition = assignment.partition().partition();
        sent.add(
            Uni.createFrom()
                .completionStage(() -> store.beat(partition, ownership.epoch(), clock.millis())));
      }
    }
    return aside.all("beats", sent);
  }
}
