package fettle.gateway.stream;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Says what to look at while no partition has ever been assigned: the client itself only retries.
 */
@ApplicationScoped
class AssignmentWatch {
  private static final Logger LOG = Logger.getLogger(AssignmentWatch.class);

  private final Assignments assignments;
  private volatile boolean assigned;

  AssignmentWatch(Assignments assignments) {
    this.assignments = assignments;
  }

  @Scheduled(
      identity = "assignment",
      every = "${gateway.assignment-check}",
      delayed = "${gateway.assignment-check}")
  void look() {
    assigned |= !assignments.all().isEmpty();
    if (!assigned) {
      LOG.warn(
          "no partition has been assigned since the start: either other gateways have them all, or"
              + " the broker is not reached, refuses the login, or closes the connection at the"
              + " client's first request, for which README.md (Point it at a real hub) has a way out");
    }
  }
}
