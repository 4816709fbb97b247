package fettle.gateway.alarm;

/**
 * When signals have stopped making sense. Judged a bucket of the finest tier at a time.
 *
 * <p>A signal is flat-lined when it has stayed exactly the same for {@code flatAfterMs} and for
 * {@code flatTimes} times the longest that it did so before. One that has hardly ever changed is
 * constant by nature, and is not judged. A stretch that raised an alarm counts for what the signal
 * usually does only as far as it was expected: a machine that stands still every night is told of a
 * few times and then no more, and a sensor that was dead for days does not make the next such days
 * usual.
 *
 * @param flatAfterMs shortest flat line
 * @param flatTimes times the longest one before
 * @param flatChanges buckets in which the signal must have changed before it is judged
 * @param flatBuckets buckets that a flat line has at least
 * @param limitRaiseMs how long a signal must have been out of its limits, in one bucket after the
 *     other
 * @param limitClearMs how long it must have been within them
 * @param pauseMs silence after which what was before no longer counts
 */
public record SenseRules(
    long flatAfterMs,
    int flatTimes,
    int flatChanges,
    int flatBuckets,
    long limitRaiseMs,
    long limitClearMs,
    long pauseMs) {

  /** What the settings say by default. */
  public static final SenseRules DEFAULT =
      new SenseRules(600_000, 10, 20, 10, 10_000, 60_000, 3_600_000);

  /**
   * How long a signal must stay the same to be flat-lined, milliseconds.
   *
   * @param habitMs the longest that it did so before
   */
  long flatAfter(long habitMs) {
    return Math.max(flatAfterMs, flatTimes * habitMs);
  }
}
