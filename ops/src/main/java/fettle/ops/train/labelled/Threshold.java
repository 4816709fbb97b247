package fettle.ops.train.labelled;

import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Where healthy ends, by scores whose labels are known. */
final class Threshold {
  static final double MIDDLE = 0.5;

  private Threshold() {}

  /**
   * The threshold with the highest F1, halfway between two scores, so that rounding does not move
   * either across.
   *
   * @param counts which of the scores count
   */
  static double best(double[] scores, boolean[] labels, IntPredicate counts) {
    int[] order = descending(scores, counts);
    long anomalous = IntStream.of(order).filter(i -> labels[i]).count();
    long found = 0;
    double bestF1 = -1;
    double best = MIDDLE;
    for (int n = 0; n < order.length; n++) {
      found += labels[order[n]] ? 1 : 0;
      double score = scores[order[n]];
      double next = n + 1 < order.length ? scores[order[n + 1]] : 0;
      double f1 = 2.0 * found / (n + 1 + anomalous);
      if (next < score && f1 > bestF1) {
        bestF1 = f1;
        best = (score + next) / 2;
      }
    }
    return best;
  }

  /**
   * The probability that an anomalous window scores higher than a healthy one, ties counting half
   * (the area under the curve of hits over false alarms).
   */
  static double areaUnderCurve(double[] scores, boolean[] labels) {
    int[] order = descending(scores, i -> true);
    double pairs = 0;
    long healthyBelow = IntStream.of(order).filter(i -> !labels[i]).count();
    long healthy = healthyBelow;
    int n = 0;
    while (n < order.length) {
      int end = n;
      long tiedHealthy = 0;
      while (end < order.length && scores[order[end]] == scores[order[n]]) {
        tiedHealthy += labels[order[end++]] ? 0 : 1;
      }
      long tiedAnomalous = end - n - tiedHealthy;
      healthyBelow -= tiedHealthy;
      pairs += tiedAnomalous * (healthyBelow + tiedHealthy / 2.0);
      n = end;
    }
    return pairs / healthy / (order.length - healthy);
  }

  private static int[] descending(double[] scores, IntPredicate counts) {
    return IntStream.range(0, scores.length)
        .filter(counts)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -scores[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
