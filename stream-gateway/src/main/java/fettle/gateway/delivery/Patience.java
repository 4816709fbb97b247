package fettle.gateway.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before an endpoint is tried again.
 *
 * @param first pause after the first failure; doubles up to the longest
 * @param longest pause, also when the endpoint asks for a longer one
 * @param giveUpAfter age at which a notification is let go of
 * @param refusals of one notification after which it is let go of
 */
public record Patience(Duration first, Duration longest, Duration giveUpAfter, int refusals) {
  private static final int MOST_DOUBLINGS = 20;

  /**
   * The pause after so many failures in a row, at least 1, in milliseconds: at random up to the
   * doubled one, so that many who wait do not come back at once, and never less than half of it.
   */
  long pauseMs(int failures, RandomGenerator random) {
    long whole = first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
    long bounded = Math.min(whole, longest.toMillis());
    return bounded / 2 + random.nextLong(bounded / 2 + 1);
  }
}
