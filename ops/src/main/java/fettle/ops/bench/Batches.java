package fettle.ops.bench;

import fettle.telemetry.Scoring;
import fettle.telemetry.TelemetryBatch;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Scored batches of made-up readings, the same whenever they are made. */
final class Batches {
  private static final long SEED = 42;
  private static final List<String> SIGNALS =
      IntStream.range(0, LoadShape.SIGNALS).mapToObj(s -> "signal-" + s).toList();

  private final SplittableRandom random = new SplittableRandom(SEED);

  /**
   * @param first time of the first reading
   * @param intervalMs to the next
   */
  TelemetryBatch next(int machine, long seq, long first, int intervalMs) {
    int n = LoadShape.READINGS;
    long[] times = new long[n];
    Arrays.setAll(times, i -> first + (long) i * intervalMs);
    double[][] values = new double[LoadShape.SIGNALS][n];
    for (int s = 0; s < values.length; s++) {
      double level = 20 + 10 * s + machine % 7;
      Arrays.setAll(values[s], i -> Math.round((level + random.nextDouble()) * 100) / 100.0);
    }
    double[] score = new double[n];
    Arrays.setAll(score, i -> Math.round(random.nextDouble() * 300) / 1000.0);
    Scoring scoring = new Scoring("pump:1", score, new boolean[n], null, times[n - 1] + 5);
    return new TelemetryBatch("m-" + machine, "bench", seq, times, SIGNALS, values, scoring);
  }
}
