package fettle.drift;

/**
 * Compares readings with their reference. Readings that follow each other are alike, so both sides
 * count as fewer independent ones; that, the number of signals looked at and the three statistics
 * decide from where on a difference is no chance.
 *
 * <p>PSI and Jensen–Shannon are taken over about ten parts of the reference that are equally
 * frequent, each share with half a reading added so that none is empty. Without drift PSI is then
 * like {@code (1/n + 1/m) · χ²} with one degree less than parts (Yurdakul, Naranjo, "Statistical
 * properties of the population stability index", J. Risk Model Validation 14, 2020), and JS, in
 * nats, an eighth of that; as long as five independent readings fall into each part (Cochran,
 * Biometrics 10, 1954). With fewer, KS alone decides.
 *
 * @param sensitivity what counts
 * @param signals how many are compared for one machine, the score among them
 */
public record DriftCriterion(Sensitivity sensitivity, int signals) {

  /** A comparison that could not see half of the readings move is none. */
  private static final double LARGEST_USEFUL_KS = 0.5;

  /** A shift of half a standard deviation moves 20 in 100 readings across the middle. */
  private static final double CONCLUSIVE_KS = 0.15;

  /** Where the reference is what is short, more readings than for this make little difference. */
  private static final double NEAR_BEST = 1.25;

  private static final double LEAST_IN_PART = 5;
  private static final int STATISTICS = 3;
  private static final double NATS_PER_BIT = Math.log(2);

  public DriftCriterion {
    if (signals < 1) {
      throw new IllegalArgumentException("signals=" + signals + " must be at least 1");
    }
  }

  /** Compares; {@link Finding.Outcome#TOO_FEW_READINGS} without readings. */
  public Finding compare(Reference reference, KllSketch sketch) {
    if (sketch.readings() == 0) {
      double nan = Double.NaN;
      return new Finding(
          Finding.Outcome.TOO_FEW_READINGS, false, 0, 0, nan, nan, nan, nan, nan, nan);
    }
    double m = reference.independent();
    double n = sketch.readings() / reference.perIndependent();
    double[] expected = reference.shares();
    double[] actual = sketch.sharesUpTo(reference.cuts());
    Parts parts = Parts.of(expected);
    double[] expectedParts = parts.shares(expected, reference.readings());
    double[] actualParts = parts.shares(actual, sketch.readings());
    double ks = Divergence.kolmogorovSmirnov(expected, actual);
    double psi = Divergence.populationStability(expectedParts, actualParts);
    double js = Divergence.jensenShannon(expectedParts, actualParts);

    double alpha = sensitivity.falseAlarmRate() / signals / STATISTICS;
    double chanceKs = CriticalValues.kolmogorovSmirnov(alpha, n, m) + KllSketch.RANK_ERROR;
    double chancePsi = chancePsi(alpha, parts.count(), n, m);
    double ksLimit = Math.max(sensitivity.leastKs(), chanceKs);
    double psiLimit = Math.max(sensitivity.leastPsi(), chancePsi);
    double jsLimit = Math.max(sensitivity.leastJs(), chancePsi / 8 / NATS_PER_BIT);
    boolean shifted = ks > ksLimit || psi > psiLimit || js > jsLimit;
    boolean complete = shifted || complete(chanceKs, alpha, m);
    return new Finding(
        shifted ? Finding.Outcome.SHIFTED : unshifted(chanceKs, complete),
        complete,
        sketch.readings(),
        n,
        psi,
        ks,
        js,
        psiLimit,
        ksLimit,
        jsLimit);
  }

  private static boolean complete(double chanceKs, double alpha, double m) {
    double bestKs =
        CriticalValues.kolmogorovSmirnov(alpha, Double.POSITIVE_INFINITY, m) + KllSketch.RANK_ERROR;
    return chanceKs <= Math.max(CONCLUSIVE_KS, NEAR_BEST * bestKs);
  }

  private static Finding.Outcome unshifted(double chanceKs, boolean complete) {
    if (chanceKs > LARGEST_USEFUL_KS) {
      return Finding.Outcome.TOO_FEW_READINGS;
    }
    return complete ? Finding.Outcome.SAME : Finding.Outcome.NOTHING_LARGE;
  }

  /** NaN, which nothing exceeds, where it cannot be told. */
  private static double chancePsi(double alpha, int parts, double n, double m) {
    if (parts < 2 || Math.min(n, m) < LEAST_IN_PART * parts) {
      return Double.NaN;
    }
    return (1 / n + 1 / m) * CriticalValues.chiSquare(alpha, parts - 1);
  }
}
