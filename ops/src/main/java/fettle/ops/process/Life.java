package fettle.ops.process;

import java.time.Instant;

/**
 * A supervised process at one moment.
 *
 * @param pid of the process that runs now, or ran last
 * @param since when that one was started
 * @param restarts how often it was started again
 * @param exitCode of the last one that ended; {@code null} while none has
 * @param ended when that was; {@code null} while none has
 */
public record Life(
    Phase phase, long pid, Instant since, int restarts, Integer exitCode, Instant ended) {

  /** What it is doing. */
  public enum Phase {
    RUNNING,
    /** It died, and waits to be started again. */
    WAITING,
    /** It ended and stays so, by its policy. */
    ENDED,
    /** It was told to stop. */
    STOPPED
  }

  static Life first(long pid, Instant now) {
    return new Life(Phase.RUNNING, pid, now, 0, null, null);
  }

  Life again(long newPid, Instant now) {
    return new Life(Phase.RUNNING, newPid, now, restarts + 1, exitCode, ended);
  }

  Life died(Phase then, int code, Instant now) {
    return new Life(then, pid, since, restarts, code, now);
  }
}
