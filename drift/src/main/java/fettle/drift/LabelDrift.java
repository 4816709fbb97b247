package fettle.drift;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Whether labels are given as often as before, say from one training to the next.
 *
 * @param outcome what follows
 * @param before labels then
 * @param after labels now
 * @param psi population stability index of the labels' shares
 * @param chiSquare Pearson's statistic of homogeneity of the two counts
 * @param chiSquareLimit what chance alone exceeds with the false alarm rate
 */
public record LabelDrift(
    Finding.Outcome outcome,
    long before,
    long after,
    double psi,
    double chiSquare,
    double chiSquareLimit) {

  /** Cochran, "Some methods for strengthening the common χ² tests", Biometrics 10, 1954. */
  private static final double LEAST_EXPECTED = 5;

  /**
   * Compares counts by label; a label that one side lacks counts 0 there.
   *
   * @param perIndependent how many labelled readings are worth an independent one: labels of
   *     neighbouring readings come from one decision
   * @throws IllegalArgumentException when a count is negative
   */
  public static LabelDrift between(
      Map<String, Long> before,
      Map<String, Long> after,
      double perIndependent,
      Sensitivity sensitivity) {
    SortedSet<String> labels = new TreeSet<>(before.keySet());
    labels.addAll(after.keySet());
    double[] then = counts(labels, before);
    double[] now = counts(labels, after);
    double n = sum(then);
    double m = sum(now);
    double chiSquare = chiSquare(then, now, n, m) / perIndependent;
    int freedom = labels.size() - 1;
    double limit =
        freedom < 1 ? 0 : CriticalValues.chiSquare(sensitivity.falseAlarmRate(), freedom);
    double psi = n == 0 || m == 0 ? Double.NaN : psi(then, now, perIndependent);
    boolean enough = leastExpected(then, now, n, m) / perIndependent >= LEAST_EXPECTED;
    Finding.Outcome outcome;
    if (!enough) {
      outcome = Finding.Outcome.TOO_FEW_READINGS;
    } else {
      boolean shifted = chiSquare > limit && psi > sensitivity.leastPsi();
      outcome = shifted ? Finding.Outcome.SHIFTED : Finding.Outcome.SAME;
    }
    return new LabelDrift(outcome, (long) n, (long) m, psi, chiSquare, limit);
  }

  private static double[] counts(SortedSet<String> labels, Map<String, Long> of) {
    return labels.stream()
        .mapToDouble(
            label -> {
              long count = of.getOrDefault(label, 0L);
              if (count < 0) {
                throw new IllegalArgumentException("label " + label + " counts " + count);
              }
              return count;
            })
        .toArray();
  }

  private static double chiSquare(double[] then, double[] now, double n, double m) {
    double sum = 0;
    for (int i = 0; i < then.length; i++) {
      double both = then[i] + now[i];
      if (both > 0) {
        sum += square(then[i] - both * n / (n + m)) / (both * n / (n + m));
        sum += square(now[i] - both * m / (n + m)) / (both * m / (n + m));
      }
    }
    return sum;
  }

  private static double leastExpected(double[] then, double[] now, double n, double m) {
    double rarest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < then.length; i++) {
      rarest = Math.min(rarest, then[i] + now[i]);
    }
    return then.length == 0 || n + m == 0 ? 0 : rarest * Math.min(n, m) / (n + m);
  }

  private static double psi(double[] then, double[] now, double perIndependent) {
    return Divergence.populationStability(
        smoothed(then, perIndependent), smoothed(now, perIndependent));
  }

  private static double[] smoothed(double[] counts, double perIndependent) {
    double total = sum(counts) / perIndependent + 0.5 * counts.length;
    double[] shares = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      shares[i] = (counts[i] / perIndependent + 0.5) / total;
    }
    return shares;
  }

  private static double sum(double[] counts) {
    double sum = 0;
    for (double count : counts) {
      sum += count;
    }
    return sum;
  }

  private static double square(double value) {
    return value * value;
  }
}
