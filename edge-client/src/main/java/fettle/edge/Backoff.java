package fettle.edge;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before connecting again: doubled from attempt to attempt, with jitter, until a
 * connection has held for the longest wait. One that is lost sooner counts like an attempt that
 * failed: two processes with one identity would otherwise take the connection from each other
 * without a pause. Not thread-safe.
 */
final class Backoff {
  private static final double LEAST_SHARE = 0.5;

  private final long leastMillis;
  private final long mostMillis;
  private final RandomGenerator random;
  private long nextMillis;

  Backoff(Duration least, Duration most, RandomGenerator random) {
    leastMillis = least.toMillis();
    mostMillis = most.toMillis();
    this.random = random;
    nextMillis = leastMillis;
  }

  /** After an attempt that failed: half of the wait at least, all of it at most. */
  Duration afterFailure() {
    double share = LEAST_SHARE + (1 - LEAST_SHARE) * random.nextDouble();
    Duration wait = Duration.ofMillis(Math.round(nextMillis * share));
    nextMillis = Math.min(2 * nextMillis, mostMillis);
    return wait;
  }

  /** After a connection that had held for so long was lost. */
  Duration afterLoss(Duration held) {
    if (held.toMillis() < mostMillis) {
      return afterFailure();
    }
    nextMillis = leastMillis;
    return Duration.ZERO;
  }
}
