package fettle.ops.local;

import fettle.ops.Failure;
import fettle.ops.process.Readiness;
import java.time.Duration;
import java.time.Instant;

/** Waits for parts of a runtime. */
public final class Waiting {
  private static final Duration POLL = Duration.ofMillis(100);

  private Waiting() {}

  /**
   * Returns when something is ready.
   *
   * @param what for the message
   * @param hint where to look when it is not
   * @throws Failure when it is not within the limit, or the runtime has trouble
   */
  public static void until(
      Readiness ready, RuntimeHost host, Duration limit, String what, String hint)
      throws InterruptedException {
    Instant deadline = Instant.now().plus(limit);
    while (!ready.isReady()) {
      host.trouble()
          .ifPresent(
              trouble -> {
                throw new Failure(trouble);
              });
      if (Instant.now().isAfter(deadline)) {
        throw new Failure(
            "%s was not ready within %d s; see %s".formatted(what, limit.toSeconds(), hint));
      }
      Thread.sleep(POLL);
    }
  }
}
