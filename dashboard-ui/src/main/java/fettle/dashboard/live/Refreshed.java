package fettle.dashboard.live;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Something of the store that is looked at as long as somebody looks, and read once a second for
 * all viewers at most. A read that fails leaves what was read before.
 *
 * <p>On the loop alone.
 */
final class Refreshed<T> {
  private static final Logger LOG = Logger.getLogger(Refreshed.class);
  private static final Duration PERIOD = Duration.ofMillis(900);

  private final String what;
  private final LiveLoop loop;
  private final InstantSource clock;
  private T current;
  private long askedAt;
  private boolean reading;

  /**
   * @param what it is, as the log says it
   * @param first what it is taken for before it is read
   */
  Refreshed(String what, T first, LiveLoop loop, InstantSource clock) {
    this.what = what;
    this.current = first;
    this.loop = loop;
    this.clock = clock;
  }

  /** As it was read last. */
  T current() {
    return current;
  }

  /** Reads it, unless it was read just now. */
  void refresh(Supplier<Uni<T>> read) {
    long now = clock.millis();
    if (reading || now - askedAt < PERIOD.toMillis()) {
      return;
    }
    reading = true;
    askedAt = now;
    read.get()
        .emitOn(loop)
        .subscribe()
        .with(
            newest -> {
              reading = false;
              current = newest;
            },
            e -> {
              reading = false;
              LOG.debugf("%s cannot be read: %s", what, e.getMessage());
            });
  }
}
