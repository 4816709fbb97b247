package fettle.drift;

/**
 * What counts as drift. A difference must be larger than chance makes it and large enough to
 * matter.
 *
 * @param falseAlarmRate with which one comparison of one machine, all of its signals and the score
 *     together, may exceed what chance does; a verdict needs several in a row
 * @param leastPsi population stability index that matters; 0.1 is what credit scoring calls a
 *     slight change, 0.25 a large one
 * @param leastKs difference of shares that matters
 * @param leastJs Jensen–Shannon divergence in bits that matters
 * @param inARow comparisons in a row that must say the same before a verdict changes
 */
public record Sensitivity(
    double falseAlarmRate, double leastPsi, double leastKs, double leastJs, int inARow) {

  /** 1 in 100; PSI 0.1, KS 0.1, JS 0.018 bits (what a PSI of 0.1 comes to); 2 in a row. */
  public static final Sensitivity DEFAULT = new Sensitivity(0.01, 0.1, 0.1, 0.018, 2);

  public Sensitivity {
    if (!(falseAlarmRate > 0 && falseAlarmRate <= 0.5)) {
      throw new IllegalArgumentException(
          "falseAlarmRate=" + falseAlarmRate + " must be above 0 and at most 0.5");
    }
    if (!(leastPsi >= 0 && leastKs >= 0 && leastJs >= 0)) {
      throw new IllegalArgumentException("what matters least must not be negative");
    }
    if (inARow < 1) {
      throw new IllegalArgumentException("inARow=" + inARow + " must be at least 1");
    }
  }
}
