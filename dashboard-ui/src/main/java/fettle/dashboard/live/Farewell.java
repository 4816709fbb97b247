package fettle.dashboard.live;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OpenConnections;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.TimeoutException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Tells browsers that this server goes, before it does: their sockets are closed with 1001 (RFC
 * 6455, 7.4.1), and they connect again at once, to another one where there is one.
 */
@ApplicationScoped
class Farewell {
  private static final CloseReason GOING_AWAY = new CloseReason(1001, "this server goes");
  private static final Logger LOG = Logger.getLogger(Farewell.class);

  /** A browser that does not answer would hold up the end. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final OpenConnections connections;

  Farewell(OpenConnections connections) {
    this.connections = connections;
  }

  void stop(@Observes ShutdownEvent event) {
    try {
      Multi.createFrom()
          .iterable(connections.listAll())
          .onItem()
          .transformToUniAndMerge(
              connection ->
                  connection
                      .close(GOING_AWAY)
                      .onFailure()
                      .invoke(e -> LOG.debugf("closing failed: %s", e.getMessage()))
                      .onFailure()
                      .recoverWithNull())
          .collect()
          .last()
          .await()
          .atMost(PATIENCE);
    } catch (TimeoutException e) {
      LOG.infof("some browsers did not say goodbye within %s", PATIENCE);
    }
  }
}
