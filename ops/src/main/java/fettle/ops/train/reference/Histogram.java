package fettle.ops.train.reference;

import java.util.Arrays;

/**
 * How values are distributed, for telling later whether live ones still look like these.
 *
 * @param edges of the bins, ascending, one more than bins
 * @param counts values in {@code [edges[i], edges[i+1])}, the last bin with its upper edge
 */
record Histogram(double[] edges, long[] counts) {

  private static final int BINS = 20;

  /** Even bins from the smallest to the largest value. */
  static Histogram of(double[] values) {
    double low = Arrays.stream(values).min().orElse(0);
    double high = Arrays.stream(values).max().orElse(1);
    return of(values, low, high > low ? high : low + 1);
  }

  /** Even bins from {@code low} to {@code high}; values outside count in the outermost bin. */
  static Histogram of(double[] values, double low, double high) {
    double[] edges = new double[BINS + 1];
    for (int i = 0; i <= BINS; i++) {
      edges[i] = low + (high - low) * i / BINS;
    }
    long[] counts = new long[BINS];
    for (double value : values) {
      int bin = (int) ((value - low) / (high - low) * BINS);
      counts[Math.clamp(bin, 0, BINS - 1)]++;
    }
    return new Histogram(edges, counts);
  }
}
