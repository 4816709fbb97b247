package fettle.sensor.simulation;

import java.util.SplittableRandom;

/**
 * Noise with a memory (first-order autoregressive), independent of how densely it is sampled.
 *
 * <p>x ← a·x + √(1−a²)·N(0,1), a = exp(−dt/τ): the standard deviation stays 1 for every dt.
 */
final class Noise {
  private final SplittableRandom random;
  private final double correlationSeconds;
  private double value;

  Noise(SplittableRandom random, double correlationSeconds) {
    this.random = random;
    this.correlationSeconds = correlationSeconds;
    this.value = random.nextGaussian();
  }

  /** Standard deviation 1, mean 0. */
  double next(double seconds) {
    double memory = Math.exp(-seconds / correlationSeconds);
    value = memory * value + Math.sqrt(1 - memory * memory) * random.nextGaussian();
    return value;
  }
}
