package fettle.dashboard.live;

import fettle.dashboard.store.BeatStore;
import fettle.dashboard.store.Beats;
import fettle.telemetry.store.StreamInfo;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/**
 * The gateways' signs of life as long as somebody looks, read once a second for all viewers at
 * most.
 *
 * <p>On the loop alone.
 */
@ApplicationScoped
public class LiveBeats {
  private static final Logger LOG = Logger.getLogger(LiveBeats.class);
  private static final Duration PERIOD = Duration.ofMillis(900);

  private final BeatStore store;
  private final LiveLoop loop;
  private final InstantSource clock;
  private Beats current = Beats.NONE;
  private long askedAt;
  private boolean reading;

  LiveBeats(BeatStore store, LiveLoop loop, InstantSource clock) {
    this.store = store;
    this.loop = loop;
    this.clock = clock;
  }

  /** As they were read last. */
  Beats current() {
    return current;
  }

  /** Reads them, unless they were read just now. */
  void refresh(StreamInfo stream) {
    long now = clock.millis();
    if (reading || now - askedAt < PERIOD.toMillis()) {
      return;
    }
    reading = true;
    askedAt = now;
    store
        .read(stream)
        .emitOn(loop)
        .subscribe()
        .with(
            beats -> {
              reading = false;
              current = beats;
            },
            e -> {
              reading = false;
              LOG.debugf("the gateways' signs of life cannot be read: %s", e.getMessage());
            });
  }
}
