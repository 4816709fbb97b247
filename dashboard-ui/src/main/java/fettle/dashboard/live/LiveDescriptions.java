package fettle.dashboard.live;

import fettle.dashboard.store.DescriptionStore;
import fettle.dashboard.store.Descriptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/**
 * What machines are called, as long as somebody looks; whether that changed is asked once a second
 * for all viewers at most.
 *
 * <p>On the loop alone.
 */
@ApplicationScoped
public class LiveDescriptions {
  private static final Logger LOG = Logger.getLogger(LiveDescriptions.class);
  private static final Duration PERIOD = Duration.ofMillis(900);

  private final DescriptionStore store;
  private final LiveLoop loop;
  private final InstantSource clock;
  private Descriptions current = Descriptions.NONE;
  private long askedAt;
  private boolean reading;

  LiveDescriptions(DescriptionStore store, LiveLoop loop, InstantSource clock) {
    this.store = store;
    this.loop = loop;
    this.clock = clock;
  }

  /** As they were read last. */
  Descriptions current() {
    return current;
  }

  /** Reads them, unless they were read just now. */
  void refresh() {
    long now = clock.millis();
    if (reading || now - askedAt < PERIOD.toMillis()) {
      return;
    }
    reading = true;
    askedAt = now;
    store
        .read()
        .emitOn(loop)
        .subscribe()
        .with(
            descriptions -> {
              reading = false;
              current = descriptions;
            },
            e -> {
              reading = false;
              LOG.debugf("what machines are called cannot be read: %s", e.getMessage());
            });
  }
}
