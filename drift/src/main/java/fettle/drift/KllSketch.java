package fettle.drift;

import java.util.Arrays;

/**
 * Quantiles of a stream in a few hundred numbers: a KLL sketch (Karnin, Lang, Liberty, "Optimal
 * Quantile Approximation in Streams", FOCS 2016). Level {@code h} holds values that stand for
 * {@code 2^h} readings each; a full level is sorted and every second value of it, the odd or the
 * even ones as a coin falls, moves up. The share of readings up to any value is off by less than
 * {@link #RANK_ERROR} of them, also after merging.
 *
 * <p>The coin is a function of the seed and of how often it was thrown, so the same readings in the
 * same order give the same sketch, on every run and after a copy through {@link KllCodec}. Values
 * are single precision. What is not finite as such is counted apart. Not thread-safe.
 */
public final class KllSketch {
  /** Capacity of the top level. */
  static final int K = 128;

  /** By how much a share may be off: the 99th percentile of the largest error over all values. */
  public static final double RANK_ERROR = 0.025;

  private static final double SHRINK = 2.0 / 3;
  private static final int LEAST_CAPACITY = 8;

  private final int seed;
  private long coins;
  private long readings;
  private long nonFinite;
  private float min = Float.POSITIVE_INFINITY;
  private float max = Float.NEGATIVE_INFINITY;
  private float[][] levels = {new float[LEAST_CAPACITY]};
  private int[] sizes = {0};
  private int retained;
  private int capacity = capacity(0, 1);

  /**
   * @param seed of the coins; sketches that are merged should have different ones, else their
   *     errors add up instead of evening out
   */
  public KllSketch(int seed) {
    this.seed = seed;
  }

  KllSketch(int seed, long coins, long nonFinite, float min, float max, float[][] levels) {
    this.seed = seed;
    this.coins = coins;
    this.nonFinite = nonFinite;
    this.min = min;
    this.max = max;
    this.levels = levels;
    this.sizes = new int[levels.length];
    for (int h = 0; h < levels.length; h++) {
      sizes[h] = levels[h].length;
      retained += sizes[h];
      readings += (long) sizes[h] << h;
    }
    this.capacity = capacity();
  }

  /** Takes a reading in. */
  public void add(double value) {
    float single = (float) value + 0.0f; // -0.0 becomes 0.0, so that both are one value
    if (!Float.isFinite(single)) {
      nonFinite++;
      return;
    }
    append(0, single);
    readings++;
    min = Math.min(min, single);
    max = Math.max(max, single);
    shrink();
  }

  /** Takes everything in that the other one has; the other stays as it is. */
  public void merge(KllSketch other) {
    for (int h = 0; h < other.levels.length; h++) {
      for (int i = 0; i < other.sizes[h]; i++) {
        append(h, other.levels[h][i]);
      }
    }
    readings += other.readings;
    nonFinite += other.nonFinite;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
    shrink();
  }

  /** Finite readings taken in. */
  public long readings() {
    return readings;
  }

  /** Readings taken in that are not a finite single precision number. */
  public long nonFinite() {
    return nonFinite;
  }

  /** Smallest reading, positive infinity where there is none. */
  public float min() {
    return min;
  }

  /** Largest reading, negative infinity where there is none. */
  public float max() {
    return max;
  }

  /** The share of readings up to and with each of the ascending cuts; NaN without readings. */
  public double[] sharesUpTo(float[] cuts) {
    long[] counts = new long[cuts.length];
    for (int h = 0; h < levels.length; h++) {
      for (int i = 0; i < sizes[h]; i++) {
        int found = Arrays.binarySearch(cuts, levels[h][i]);
        int at = found >= 0 ? found : -found - 1;
        if (at < cuts.length) {
          counts[at] += 1L << h;
        }
      }
    }
    double[] shares = new double[cuts.length];
    long sum = 0;
    for (int i = 0; i < cuts.length; i++) {
      sum += counts[i];
      shares[i] = readings == 0 ? Double.NaN : (double) sum / readings;
    }
    return shares;
  }

  int seed() {
    return seed;
  }

  long coins() {
    return coins;
  }

  int levels() {
    return levels.length;
  }

  int retained() {
    return retained;
  }

  /** The values of a level, ascending. */
  float[] level(int h) {
    float[] values = Arrays.copyOf(levels[h], sizes[h]);
    Arrays.sort(values);
    return values;
  }

  private void append(int h, float value) {
    while (h >= levels.length) {
      levels = Arrays.copyOf(levels, levels.length + 1);
      levels[levels.length - 1] = new float[LEAST_CAPACITY];
      sizes = Arrays.copyOf(sizes, levels.length);
      capacity = capacity();
    }
    if (sizes[h] == levels[h].length) {
      levels[h] = Arrays.copyOf(levels[h], LEAST_CAPACITY + 2 * levels[h].length);
    }
    levels[h][sizes[h]++] = value;
    retained++;
  }

  private void shrink() {
    while (retained > capacity) {
      int h = 0;
      while (sizes[h] < capacity(h, levels.length)) {
        h++;
      }
      compact(h);
    }
  }

  /** Every second value of an even number of them moves up; an odd one stays. */
  private void compact(int h) {
    float[] values = levels[h];
    int size = sizes[h];
    Arrays.sort(values, 0, size);
    int stays = size & 1;
    int offset = coin();
    sizes[h] = stays;
    retained -= size - stays;
    for (int i = stays + offset; i < size; i += 2) {
      append(h + 1, values[i]);
    }
  }

  /** 0 or 1: the finalizer of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014) on seed and count. */
  private int coin() {
    long z = (((long) seed << 32) ^ coins++) + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return (int) (z >>> 63);
  }

  private int capacity() {
    int sum = 0;
    for (int h = 0; h < levels.length; h++) {
      sum += capacity(h, levels.length);
    }
    return sum;
  }

  private static int capacity(int h, int of) {
    return Math.max(LEAST_CAPACITY, (int) Math.ceil(K * Math.pow(SHRINK, of - 1 - h)));
  }
}
