package fettle.ops.train.reference;

import fettle.ops.train.reference.PrincipalComponents.Distance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How far healthy windows stray, taken from windows that the components were not fitted on.
 *
 * <p>Windows overlap and machines drift, so neighbours are nearly the same sample: held-out windows
 * picked at random would be as good as seen, and the limits far too tight. The healthy part is
 * therefore cut into {@value #BLOCKS} contiguous blocks; each is judged by components fitted on the
 * others, less the windows that share readings with it.
 *
 * @param hotelling limit of T²
 * @param residual limit of Q; 0 when every component is kept
 * @param index limit of T²/{@code hotelling} + Q/{@code residual}
 * @param heldOut the index of each healthy window, as a share of its limit, while it was held out
 */
record Limits(double hotelling, double residual, double index, double[] heldOut) {

  static final int BLOCKS = 4;

  /** Of healthy windows held out, so many are within each single limit. */
  private static final double SINGLE_QUANTILE = 0.99;

  /** Of healthy windows held out, so many are within the limit of the combined index. */
  private static final double INDEX_QUANTILE = 0.995;

  /** A residual limit below this is rounding, not residual. */
  private static final double SMALLEST_RESIDUAL = 1e-9;

  /**
   * @param samples smoothed healthy windows in the order of time, at least {@code BLOCKS * window}
   * @param window readings in a window: so many neighbours share readings
   * @param scale standard deviations over all samples
   */
  static Limits of(List<double[]> samples, int window, double[] scale) {
    double[] hotelling = new double[samples.size()];
    double[] residual = new double[samples.size()];
    for (int block = 0; block < BLOCKS; block++) {
      int from = samples.size() * block / BLOCKS;
      int to = samples.size() * (block + 1) / BLOCKS;
      PrincipalComponents others =
          PrincipalComponents.fitPart(without(samples, from - window, to + window), scale);
      for (int i = from; i < to; i++) {
        Distance distance = others.distance(samples.get(i));
        hotelling[i] = distance.hotelling();
        residual[i] = distance.residual();
      }
    }
    double hotellingLimit = quantile(hotelling, SINGLE_QUANTILE);
    double residualLimit = quantile(residual, SINGLE_QUANTILE);
    if (residualLimit < SMALLEST_RESIDUAL) {
      residualLimit = 0;
    }
    double[] index = new double[samples.size()];
    for (int i = 0; i < index.length; i++) {
      index[i] =
          hotelling[i] / hotellingLimit + (residualLimit > 0 ? residual[i] / residualLimit : 0);
    }
    double indexLimit = quantile(index, INDEX_QUANTILE);
    double[] heldOut = Arrays.stream(index).map(value -> value / indexLimit).toArray();
    return new Limits(hotellingLimit, residualLimit, indexLimit, heldOut);
  }

  /** The value below which the share {@code q} of {@code values} lies, between ranks linearly. */
  static double quantile(double[] values, double q) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double rank = q * (sorted.length - 1);
    int below = (int) rank;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }

  private static List<double[]> without(List<double[]> samples, int from, int to) {
    List<double[]> result = new ArrayList<>(samples.size());
    result.addAll(samples.subList(0, Math.max(0, from)));
    result.addAll(samples.subList(Math.min(samples.size(), to), samples.size()));
    return result;
  }
}
