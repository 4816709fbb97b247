package fettle.drift;

import java.util.Arrays;

/**
 * How one signal, or the score, was distributed where a model learned: the share of readings up to
 * each of some cuts. Cuts are quantiles at even probabilities rather than even steps, so that each
 * part between two says equally much; a value that alone is more than such a part (a setting, a
 * signal at rest) has a cut just below itself too, and so is a part of its own.
 *
 * @param readings learned from
 * @param perIndependent how many readings are worth one independent reading, 1 or more ({@link
 *     Autocorrelation})
 * @param cuts ascending, single precision as sketches are; the first lies below every reading, the
 *     last is the largest one
 * @param upTo readings up to and with each cut
 */
public record Reference(long readings, double perIndependent, float[] cuts, long[] upTo) {

  private static final int PARTS = 40;
  private static final int MOST_CUTS = 4 * PARTS;

  public Reference {
    if (cuts.length < 2 || cuts.length != upTo.length || cuts.length > MOST_CUTS) {
      throw new IllegalArgumentException(
          "a reference has 2 to " + MOST_CUTS + " cuts and a count for each");
    }
    if (!(perIndependent >= 1 && perIndependent < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("perIndependent=" + perIndependent + " must be 1 or more");
    }
    for (int i = 1; i < cuts.length; i++) {
      if (!(cuts[i] > cuts[i - 1]) || upTo[i] < upTo[i - 1]) {
        throw new IllegalArgumentException("a reference's cuts and counts must ascend");
      }
    }
    if (upTo[0] != 0 || upTo[upTo.length - 1] != readings || readings < 1) {
      throw new IllegalArgumentException(
          "a reference's counts must go from 0 to its number of readings, at least 1");
    }
    if (!Float.isFinite(cuts[0]) || !Float.isFinite(cuts[cuts.length - 1])) {
      throw new IllegalArgumentException("a reference's cuts must be finite");
    }
  }

  /**
   * Learns from readings.
   *
   * @param series in the order of time; what is not finite in single precision is left out
   * @throws IllegalArgumentException when nothing is left
   */
  public static Reference of(double[] series) {
    float[] finite = new float[series.length];
    int n = 0;
    for (double value : series) {
      float single = (float) value + 0.0f;
      if (Math.abs(single) < Float.MAX_VALUE) {
        finite[n++] = single;
      }
    }
    if (n == 0) {
      throw new IllegalArgumentException("there is no finite reading to learn a reference from");
    }
    float[] inTime = Arrays.copyOf(finite, n);
    float[] sorted = inTime.clone();
    Arrays.sort(sorted);
    float[] cuts = cuts(sorted);
    long[] upTo = new long[cuts.length];
    int below = 0;
    for (int i = 0; i < cuts.length; i++) {
      while (below < n && sorted[below] <= cuts[i]) {
        below++;
      }
      upTo[i] = below;
    }
    return new Reference(n, Autocorrelation.perIndependent(inTime, sorted), cuts, upTo);
  }

  /** What the readings are worth as independent ones. */
  public double independent() {
    return readings / perIndependent;
  }

  /** The share of readings up to each cut. */
  double[] shares() {
    return Arrays.stream(upTo).mapToDouble(count -> (double) count / readings).toArray();
  }

  private static float[] cuts(float[] sorted) {
    float[] cuts = new float[2 * PARTS + 1];
    int count = 0;
    cuts[count++] = Math.nextDown(sorted[0]);
    for (int part = 1; part <= PARTS; part++) {
      float cut = quantile(sorted, part);
      float under = Math.nextDown(cut);
      boolean wide = part < PARTS && quantile(sorted, part + 1) == cut;
      if (wide && under > cuts[count - 1]) {
        cuts[count++] = under;
      }
      if (cut > cuts[count - 1]) {
        cuts[count++] = cut;
      }
    }
    return Arrays.copyOf(cuts, count);
  }

  /** The smallest reading that at least {@code part} of the parts are not above. */
  private static float quantile(float[] sorted, int part) {
    return sorted[(int) (((long) part * sorted.length + PARTS - 1) / PARTS) - 1];
  }
}
