package fettle.drift;

import java.util.SplittableRandom;

/** Signals that do not drift, of variance 1. */
final class Simulated {

  private Simulated() {}

  static double[] independent(int count, long seed) {
    return autoregressive(count, 0, seed);
  }

  /** {@code x[i] = φ x[i−1] + noise}, from its stationary distribution on. */
  static double[] autoregressive(int count, double phi, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[count];
    double value = random.nextGaussian();
    double noise = Math.sqrt(1 - phi * phi);
    for (int i = 0; i < count; i++) {
      value = i == 0 ? value : phi * value + noise * random.nextGaussian();
      values[i] = value;
    }
    return values;
  }

  /** Half of the variance a load that goes with the day, the rest as {@link #autoregressive}. */
  static double[] daily(int count, int perDay, double phi, long seed) {
    double[] values = autoregressive(count, phi, seed);
    for (int i = 0; i < count; i++) {
      values[i] = Math.sin(2 * Math.PI * i / perDay) + values[i] * Math.sqrt(0.5);
    }
    return values;
  }
}
