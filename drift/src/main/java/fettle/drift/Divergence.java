package fettle.drift;

/** Distances of two distributions over the same parts, given as shares that add up to 1. */
public final class Divergence {

  private Divergence() {}

  /**
   * Population stability index: {@code Σ (actual − expected) · ln(actual / expected)} (Siddiqi,
   * "Credit Risk Scorecards", 2006), which is Jeffreys' divergence. 0 when equal; no upper bound;
   * infinite when a part is empty on one side only.
   */
  public static double populationStability(double[] expected, double[] actual) {
    requireSameParts(expected, actual);
    double sum = 0;
    for (int i = 0; i < expected.length; i++) {
      if (expected[i] != actual[i]) {
        sum += (actual[i] - expected[i]) * Math.log(actual[i] / expected[i]);
      }
    }
    return sum;
  }

  /**
   * Jensen–Shannon divergence in bits (Lin, "Divergence Measures Based on the Shannon Entropy",
   * IEEE Trans. Inf. Theory 37, 1991): 0 when equal, 1 when nothing is shared. Its square root is
   * the distance of the same name.
   */
  public static double jensenShannon(double[] p, double[] q) {
    requireSameParts(p, q);
    double nats = 0;
    for (int i = 0; i < p.length; i++) {
      double middle = (p[i] + q[i]) / 2;
      nats += entropyTerm(p[i], middle) + entropyTerm(q[i], middle);
    }
    return nats / 2 / Math.log(2);
  }

  /**
   * Kolmogorov–Smirnov: the largest difference of two cumulative distributions at the same cuts, 0
   * to 1.
   */
  public static double kolmogorovSmirnov(double[] upToFirst, double[] upToSecond) {
    requireSameParts(upToFirst, upToSecond);
    double largest = 0;
    for (int i = 0; i < upToFirst.length; i++) {
      largest = Math.max(largest, Math.abs(upToFirst[i] - upToSecond[i]));
    }
    return largest;
  }

  private static double entropyTerm(double share, double middle) {
    return share == 0 ? 0 : share * Math.log(share / middle);
  }

  private static void requireSameParts(double[] one, double[] other) {
    if (one.length != other.length) {
      throw new IllegalArgumentException(
          "distributions over " + one.length + " and " + other.length + " parts");
    }
  }
}
