package fettle.gateway.rollup;

import fettle.telemetry.store.Tier;

/** Walks ascending times as runs of readings that share a bucket. */
final class Runs {
  private final Tier tier;
  private final long[] times;
  private final int end;
  private int from;
  private int to;
  private long start;

  Runs(Tier tier, long[] times, int begin, int end) {
    this.tier = tier;
    this.times = times;
    this.end = end;
    this.to = begin;
  }

  /** Moves to the next run; false when there is none. */
  boolean next() {
    if (to >= end) {
      return false;
    }
    from = to;
    start = tier.bucketStart(times[from]);
    long bucketEnd = start + tier.widthMs();
    do {
      to++;
    } while (to < end && times[to] < bucketEnd);
    return true;
  }

  /** Start of the run's bucket, epoch milliseconds. */
  long start() {
    return start;
  }

  /** Index of the first reading. */
  int from() {
    return from;
  }

  /** Index after the last reading. */
  int to() {
    return to;
  }
}
