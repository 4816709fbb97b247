package fettle.gateway.stream;

import fettle.gateway.store.Announcer;
import fettle.telemetry.MachineId;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Announces the machine states that changed, a partition at a time, for the fleet page. What is not
 * delivered is not repeated: the states are in the store, and change again.
 */
@ApplicationScoped
class FleetAnnouncements {
  private static final Logger LOG = Logger.getLogger(FleetAnnouncements.class);

  private final Assignments assignments;
  private final Announcer announcer;

  FleetAnnouncements(Assignments assignments, Announcer announcer) {
    this.assignments = assignments;
    this.announcer = announcer;
  }

  @Scheduled(
      identity = "fleet",
      every = "${gateway.fleet-every:1s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> announce() {
    List<Uni<Void>> sent = new ArrayList<>();
    for (Assignment assignment : assignments.all()) {
      List<byte[]> states = take(assignment.changed());
      if (!states.isEmpty()) {
        int partition = assignment.partition().partition();
        sent.add(
            Uni.createFrom()
                .completionStage(() -> announcer.announce(partition, states))
                .replaceWithVoid());
      }
    }
    if (sent.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Uni.join()
        .all(sent)
        .andCollectFailures()
        .replaceWithVoid()
        .onFailure()
        .invoke(e -> LOG.debugf("machine states not announced: %s", e.getMessage()))
        .onFailure()
        .recoverWithNull();
  }

  private static List<byte[]> take(Map<MachineId, byte[]> changed) {
    List<byte[]> states = new ArrayList<>();
    changed.forEach(
        (machine, state) -> {
          if (changed.remove(machine, state)) {
            states.add(state);
          }
        });
    return states;
  }
}
