package fettle.ops.bench.fanout;

import java.util.Arrays;

/** How long changes took, counted by the millisecond. Not thread-safe. */
final class Latencies {
  private static final int MOST_MS = 60_000;

  private final long[] counts = new long[MOST_MS + 1];
  private long total;

  void add(long millis) {
    counts[(int) Math.clamp(millis, 0, MOST_MS)]++;
    total++;
  }

  void clear() {
    Arrays.fill(counts, 0);
    total = 0;
  }

  long total() {
    return total;
  }

  /** The smallest number of milliseconds within which this share came; -1 when none did. */
  long quantile(double share) {
    long wanted = (long) Math.ceil(share * total);
    long seen = 0;
    for (int ms = 0; ms <= MOST_MS && total > 0; ms++) {
      seen += counts[ms];
      if (seen >= wanted) {
        return ms;
      }
    }
    return -1;
  }
}
