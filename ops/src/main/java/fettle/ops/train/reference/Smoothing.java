package fettle.ops.train.reference;

/**
 * Exponential smoothing cut off at the window's length: the newest reading weighs most, one that is
 * a third of the window older weighs 1/e of it. Noise is averaged out while a change shows early.
 */
public final class Smoothing {

  private Smoothing() {}

  /** Weights of W readings, oldest first; they add up to 1. */
  public static double[] weights(int window) {
    double[] weights = new double[window];
    double sum = 0;
    for (int i = 0; i < window; i++) {
      weights[i] = Math.exp(-3.0 * (window - 1 - i) / window);
      sum += weights[i];
    }
    for (int i = 0; i < window; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  /** One value a signal: the weighted mean of {@code window[reading][signal]}. */
  public static double[] smooth(double[][] window, double[] weights) {
    double[] result = new double[window[0].length];
    for (int i = 0; i < weights.length; i++) {
      for (int f = 0; f < result.length; f++) {
        result[f] += weights[i] * window[i][f];
      }
    }
    return result;
  }
}
