package fettle.ops.pipeline;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often, and after what wait, a step goes again.
 *
 * @param attempts in all; 1 = never again
 * @param first the first wait; each later one is twice as long, with a random share of up to half
 *     taken off so that many do not come back at once
 * @param longest no wait is longer, also where the other side asks for more
 */
public record Retries(int attempts, Duration first, Duration longest) {

  /** For clouds: about five minutes in all. */
  public static final Retries DEFAULT =
      new Retries(7, Duration.ofSeconds(2), Duration.ofMinutes(2));

  /** For what runs on this machine: half a minute in all. */
  public static final Retries NEARBY =
      new Retries(7, Duration.ofMillis(200), Duration.ofSeconds(10));

  Duration waitAfter(int attempt, PassingFailure failure) {
    Duration asked = failure.retryAfter().orElse(Duration.ZERO);
    Duration doubled = first.multipliedBy(1L << Math.min(attempt - 1, 20));
    Duration bounded = doubled.compareTo(longest) < 0 ? doubled : longest;
    Duration own = bounded.minus(bounded.dividedBy(2).multipliedBy(randomPercent()).dividedBy(100));
    Duration wait = asked.compareTo(own) > 0 ? asked : own;
    return wait.compareTo(longest) < 0 ? wait : longest;
  }

  private static long randomPercent() {
    return ThreadLocalRandom.current().nextLong(100);
  }
}
