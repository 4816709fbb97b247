package fettle.dashboard.series;

import fettle.telemetry.store.Tier;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Width of the buckets shown: one stored bucket, or several merged.
 *
 * @param tier the tier that is read
 * @param factor stored buckets in one that is shown
 */
public record Resolution(Tier tier, long factor) {

  public Resolution {
    if (factor < 1) {
      throw new IllegalArgumentException("a factor of " + factor + " merges nothing");
    }
  }

  /** Width of a bucket that is shown, in milliseconds. */
  public long widthMs() {
    return tier.widthMs() * factor;
  }

  /** Start of the bucket shown that holds this time, epoch milliseconds. */
  public long start(long time) {
    return Math.floorDiv(time, widthMs()) * widthMs();
  }

  /** Starts of the stored buckets that make up the bucket shown. */
  public List<Long> storedStarts(long start) {
    return LongStream.range(0, factor).mapToObj(i -> start + i * tier.widthMs()).toList();
  }

  /** Whether buckets are shown as they are stored. */
  public boolean isStored() {
    return factor == 1;
  }

  /**
   * The finest tier that is still kept and has no more than so many buckets in the range; where
   * even the coarsest has more, several of its buckets in one.
   *
   * @param tiers finest first, at least one
   * @param points at least 2
   * @param now epoch milliseconds
   */
  public static Resolution choose(List<Tier> tiers, TimeRange range, int points, long now) {
    return of(finest(tiers, range, points, now), range, points);
  }

  /**
   * The finest tier that is still kept over the whole range and has no more than so many buckets in
   * it; the coarsest where there is none.
   *
   * @param tiers finest first, at least one
   * @param now epoch milliseconds
   */
  public static Tier finest(List<Tier> tiers, TimeRange range, long most, long now) {
    return tiers.stream()
        .filter(tier -> range.buckets(tier.widthMs()) <= most && isKept(tier, range.from(), now))
        .findFirst()
        .orElse(tiers.getLast());
  }

  /**
   * This tier, with so many of its buckets merged that there are no more than {@code points}.
   *
   * @param points at least 2: a range may lie across the edge of any two buckets
   */
  public static Resolution of(Tier tier, TimeRange range, int points) {
    if (points < 2) {
      throw new IllegalArgumentException("a range may need 2 buckets, not " + points);
    }
    long width = tier.widthMs();
    long factor = Math.ceilDiv(range.buckets(width), points);
    if (range.buckets(width * factor) > points) {
      // buckets of width w in a length L are at most ceil(L / w) + 1
      factor = Math.ceilDiv(range.to() - range.from(), width * (points - 1));
    }
    return new Resolution(tier, factor);
  }

  private static boolean isKept(Tier tier, long from, long now) {
    return tier.expiresAt(tier.chunkStart(from)) > now;
  }
}
