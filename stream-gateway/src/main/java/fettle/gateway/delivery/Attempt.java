package fettle.gateway.delivery;

import java.time.Duration;
import java.util.Optional;

/** What came of telling an endpoint something. */
public sealed interface Attempt {

  /** It took it. */
  record Delivered() implements Attempt {}

  /**
   * It did not take it, and may later.
   *
   * @param reason names no address
   * @param after it asked not to be told again sooner
   */
  record Failed(String reason, Optional<Duration> after) implements Attempt {}

  /**
   * It does not want it.
   *
   * @param reason names no address
   */
  record Refused(String reason) implements Attempt {}
}
