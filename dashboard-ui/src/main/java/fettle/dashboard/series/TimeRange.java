package fettle.dashboard.series;

/**
 * From a time up to, and without, another.
 *
 * @param from epoch milliseconds
 * @param to epoch milliseconds, after {@code from}
 */
public record TimeRange(long from, long to) {

  public TimeRange {
    if (from >= to) {
      throw new IllegalArgumentException("from=" + from + " must be before to=" + to);
    }
  }

  /** Buckets of this width that hold a time of the range. */
  public long buckets(long widthMs) {
    return Math.floorDiv(to - 1, widthMs) - Math.floorDiv(from, widthMs) + 1;
  }
}
