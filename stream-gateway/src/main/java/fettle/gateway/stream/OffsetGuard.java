package fettle.gateway.stream;

/**
 * Lets each record of a partition through once, in order, and never jumps over one unnoticed. Pure:
 * the caller looks up the log and seeks.
 *
 * <p>A record ahead of what is expected may be a hole in the log, or stale: fetched before a seek.
 * So the first one asks for a seek to the expected offset. Stale records go on ascending; the first
 * one after the seek goes back, and if it is still ahead, the log has nothing in between: an
 * accepted hole. When the log itself starts behind the expected offset, retention has removed
 * records: {@link #lostUpTo}.
 */
final class OffsetGuard {
  private static final int MAX_STALE = 20_000;

  private long expected;
  private boolean seeking;
  private long lastStale;
  private int stale;
  private boolean behind;
  private long holes;

  private OffsetGuard(long expected, boolean seeking, long lastStale) {
    this.expected = expected;
    this.seeking = seeking;
    this.lastStale = lastStale;
  }

  /** The consumer stands at this offset. */
  static OffsetGuard at(long expected) {
    return new OffsetGuard(expected, false, -1);
  }

  /**
   * The consumer has been told to seek there. Records ahead of the last one seen were on their way
   * and are skipped; one that is ahead of what is expected, and not of that, comes after the seek.
   * So the records seen must not be asked about: they would pass for such a one.
   */
  static OffsetGuard seekingTo(long expected, long lastSeen) {
    return new OffsetGuard(expected, true, lastSeen);
  }

  /** What to do with a record. */
  enum Verdict {
    TAKE,
    SKIP,
    /** Skip, and look whether the log still reaches the expected offset. */
    SKIP_AND_CHECK_END,
    /** Skip, look where the log starts, and seek to {@link OffsetGuard#expected()}. */
    SKIP_AND_SEEK
  }

  Verdict next(long offset) {
    if (offset < expected) {
      boolean first = !behind;
      behind = true;
      return first ? Verdict.SKIP_AND_CHECK_END : Verdict.SKIP;
    }
    if (offset == expected) {
      return take(offset);
    }
    if (!seeking) {
      seeking = true;
      stale = 0;
      lastStale = offset;
      return Verdict.SKIP_AND_SEEK;
    }
    if (offset > lastStale) {
      lastStale = offset;
      stale++;
      if (stale < MAX_STALE) {
        return Verdict.SKIP;
      }
      stale = 0;
      return Verdict.SKIP_AND_SEEK;
    }
    holes += offset - expected;
    return take(offset);
  }

  private Verdict take(long offset) {
    expected = offset + 1;
    seeking = false;
    behind = false;
    return Verdict.TAKE;
  }

  /** The log starts only here: what is before is lost, and the next seek goes there. */
  void lostUpTo(long logStart) {
    expected = logStart;
  }

  /** The offset to be taken next. */
  long expected() {
    return expected;
  }

  /** Offsets the log never had, passed over since the guard was made. */
  long holes() {
    return holes;
  }
}
