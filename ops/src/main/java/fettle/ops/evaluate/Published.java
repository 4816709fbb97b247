package fettle.ops.evaluate;

import java.util.List;

/**
 * A row of SKAB's published leaderboard of outlier detection. It was measured over all 34 files of
 * the benchmark.
 *
 * @param falseAlarms percent
 * @param missed percent
 */
record Published(String detector, double f1, double falseAlarms, double missed) {

  /** As of SKAB v0.9, best F1 first. */
  static final List<Published> LEADERBOARD =
      List.of(
          new Published("Conv-AE", 0.78, 13.55, 28.02),
          new Published("MSET", 0.78, 39.73, 14.13),
          new Published("T-squared+Q (PCA)", 0.76, 26.62, 24.92),
          new Published("LSTM-AE", 0.74, 29.96, 25.92),
          new Published("T-squared", 0.66, 19.21, 42.6),
          new Published("LSTM-VAE", 0.56, 9.13, 55.03),
          new Published("Isolation forest", 0.29, 2.56, 82.89));
}
