package fettle.ops.process;

import java.time.Duration;

/** What becomes of a process that ends by itself. */
public enum RestartPolicy {
  /** Nothing works without it: started again, but given up when it keeps dying. */
  ESSENTIAL,
  /** Started again, however often and however it ended. */
  ALWAYS,
  /** Started again unless its exit code was 0. */
  ON_FAILURE,
  /** Left as it is. */
  NEVER;

  private static final Duration FIRST_WAIT = Duration.ofMillis(250);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  boolean restarts(int exitCode) {
    return switch (this) {
      case ESSENTIAL, ALWAYS -> true;
      case ON_FAILURE -> exitCode != 0;
      case NEVER -> false;
    };
  }

  /**
   * @param recentDeaths within the last minute, this one included; from 1
   */
  static Duration waitAfter(int recentDeaths) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(recentDeaths - 1, 10));
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }
}
