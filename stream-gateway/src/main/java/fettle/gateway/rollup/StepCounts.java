package fettle.gateway.rollup;

import java.util.EnumMap;
import java.util.Map;

/** What one step did. Counted into metrics once the store has accepted the step. */
public final class StepCounts {
  private final long[] lateByTier;
  private int batches;
  private long readings;
  private int repeats;
  private long future;
  private int untellable;
  private int forgotten;
  private final Map<SketchResult, Integer> sketches = new EnumMap<>(SketchResult.class);

  StepCounts(int tiers) {
    lateByTier = new long[tiers];
  }

  void countBatch(int readingCount) {
    batches++;
    readings += readingCount;
  }

  void countRepeat() {
    repeats++;
  }

  void countLate(int tier, long count) {
    lateByTier[tier] += count;
  }

  void countFuture(long count) {
    future += count;
  }

  void countUntellable() {
    untellable++;
  }

  void countForgotten() {
    forgotten++;
  }

  void count(SketchResult result) {
    sketches.merge(result, 1, Integer::sum);
  }

  /** First arrivals of batches. */
  public int batches() {
    return batches;
  }

  /** Readings in them. */
  public long readings() {
    return readings;
  }

  /** Batches that had been counted before. */
  public int repeats() {
    return repeats;
  }

  /** Readings too late for this tier. */
  public long late(int tier) {
    return lateByTier[tier];
  }

  /** Readings too far ahead of the hub's clock. */
  public long future() {
    return future;
  }

  /** Batches without a sequence: whether they repeat cannot be told. */
  public int untellable() {
    return untellable;
  }

  /** Times that a session or a gap had to be forgotten. */
  public int forgotten() {
    return forgotten;
  }

  /** Messages with sketches, and windows of them, that came to this. */
  public int sketches(SketchResult result) {
    return sketches.getOrDefault(result, 0);
  }
}
