package fettle.dashboard.series;

import fettle.lake.Rollup;
import fettle.telemetry.store.Tier;
import java.util.List;
import java.util.Optional;

/**
 * Which part of a range is read from the lake and which from the store, in buckets of one width.
 * The parts touch at a bucket's edge and do not overlap, so no reading is missing at the seam and
 * none counts twice.
 *
 * @param lake in whole buckets
 * @param stored where the range reaches into the time that the store keeps
 */
public record Division(TimeRange lake, Optional<TimeRange> stored, long widthMs) {
  /** Readings summed up for one view at most, as far as the machine's pace tells; seconds. */
  private static final double MOST_READINGS = 20_000_000;

  /**
   * Divides a range that begins before the store does.
   *
   * @param storedFrom begin of a bucket of the coarsest tier; what is older is in the lake alone
   * @param tiers finest first
   * @param intervalMs between two readings; NaN where it is not known
   * @param most buckets
   * @param singles whether single readings are wanted where the range is of the lake alone
   */
  public static Division of(
      TimeRange range,
      long storedFrom,
      List<Tier> tiers,
      double intervalMs,
      long most,
      boolean singles) {
    boolean both = range.to() > storedFrom;
    long width =
        both
            ? width(range, tiers.subList(tiers.size() - 1, tiers.size()), intervalMs, most)
            : singles ? 1 : width(range, tiers, intervalMs, most);
    long from = floor(range.from(), width);
    long to = both ? ceil(storedFrom, width) : ceil(range.to(), width);
    return new Division(
        new TimeRange(from, to),
        both && to < range.to() ? Optional.of(new TimeRange(to, range.to())) : Optional.empty(),
        width);
  }

  /** The finest that is not too much to read: a tier's, else several of the lake's own rollup. */
  private static long width(TimeRange range, List<Tier> tiers, double intervalMs, long most) {
    boolean isMuch = (range.to() - range.from()) / intervalMs > MOST_READINGS;
    return tiers.stream()
        .mapToLong(Tier::widthMs)
        .filter(width -> range.buckets(width) <= most)
        .filter(width -> !isMuch || width % Rollup.WIDTH_MS == 0)
        .findFirst()
        .orElseGet(
            () -> {
              long coarsest = tiers.getLast().widthMs();
              long step = coarsest / gcd(coarsest, Rollup.WIDTH_MS) * Rollup.WIDTH_MS;
              return step * Math.ceilDiv(range.buckets(step), most);
            });
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  private static long floor(long time, long width) {
    return Math.floorDiv(time, width) * width;
  }

  private static long ceil(long time, long width) {
    return Math.ceilDiv(time, width) * width;
  }
}
