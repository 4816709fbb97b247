package fettle.gateway.stream;

import fettle.gateway.store.Announcer;
import fettle.telemetry.MachineId;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Announces the machine states that changed, a partition at a time, for the fleet page. What is not
 * delivered is counted and not repeated: the states are in the store, and change again.
 */
@ApplicationScoped
class FleetAnnouncements {
  private final Assignments assignments;
  private final Announcer announcer;
  private final Aside aside;

  FleetAnnouncements(Assignments assignments, Announcer announcer, Aside aside) {
    this.assignments = assignments;
    this.announcer = announcer;
    this.aside = aside;
  }

  @Scheduled(
      identity = "fleet",
      every = "${gateway.fleet-every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> announce() {
    List<Uni<?>> sent = new ArrayList<>();
    for (Assignment assignment : assignments.all()) {
      List<byte[]> states = take(assignment.changed());
      if (!states.isEmpty()) {
        int partition = assignment.partition().partition();
        sent.add(Uni.createFrom().completionStage(() -> announcer.announce(partition, states)));
      }
    }
    return aside.all("announcements", sent);
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
