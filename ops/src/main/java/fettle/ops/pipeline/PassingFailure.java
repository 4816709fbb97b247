package fettle.ops.pipeline;

import java.time.Duration;
import java.util.Optional;

/**
 * Something that may well be over soon: a throttle, a conflict with another change, a connection
 * that was lost. The message is one sentence.
 */
public final class PassingFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Duration retryAfter;

  public PassingFailure(String message, Throwable cause) {
    this(message, null, cause);
  }

  /**
   * @param retryAfter how long the other side asks to wait; {@code null} when it does not say
   */
  public PassingFailure(String message, Duration retryAfter, Throwable cause) {
    super(message, cause);
    this.retryAfter = retryAfter;
  }

  /** How long the other side asks to wait. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
