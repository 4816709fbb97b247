package fettle.drift;

/** What a statistic exceeds by chance alone with a given probability. */
final class CriticalValues {

  private CriticalValues() {}

  /**
   * Of the two-sample Kolmogorov–Smirnov statistic, asymptotically: {@code √(ln(2/α)/2) ·
   * √(1/n+1/m)} (Smirnov, "Table for Estimating the Goodness of Fit of Empirical Distributions",
   * Ann. Math. Stat. 19, 1948; its first term). It errs to the safe side for few readings and for
   * values that occur often.
   */
  static double kolmogorovSmirnov(double alpha, double n, double m) {
    return Math.sqrt(Math.log(2 / alpha) / 2 * (1 / n + 1 / m));
  }

  /**
   * Of χ² with some degrees of freedom: Wilson and Hilferty's cube (Abramowitz, Stegun, 26.4.17).
   * For what is needed here it is right within 2 %, to the safe side.
   */
  static double chiSquare(double alpha, int freedom) {
    double part = 2.0 / (9 * freedom);
    double cube = 1 - part + normal(alpha) * Math.sqrt(part);
    return freedom * cube * cube * cube;
  }

  /** Of the standard normal: Abramowitz, Stegun, 26.2.23; error below 0.00045. α up to a half. */
  static double normal(double alpha) {
    double t = Math.sqrt(-2 * Math.log(alpha));
    double above = 2.515517 + t * (0.802853 + t * 0.010328);
    double below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
    return t - above / below;
  }
}
