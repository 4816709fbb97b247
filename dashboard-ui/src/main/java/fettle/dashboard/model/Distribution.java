package fettle.dashboard.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import fettle.drift.KllSketch;
import fettle.drift.Reference;

/**
 * How values were distributed when the model learned, and how they are now, over the same even
 * bins.
 *
 * @param edges of the bins, ascending, one more than bins
 * @param training share of the values in each bin; they add up to 1
 * @param now the same of live values; {@code null} before there are any
 * @param readings live ones
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Distribution(float[] edges, double[] training, double[] now, long readings) {
  private static final int BINS = 32;

  static Distribution of(Reference reference, KllSketch live) {
    float[] cuts = reference.cuts();
    boolean any = live.readings() > 0;
    float low = any ? Math.min(cuts[0], Math.nextDown(live.min())) : cuts[0];
    float high = any ? Math.max(cuts[cuts.length - 1], live.max()) : cuts[cuts.length - 1];
    float[] edges = edges(low, high);
    double[] was = new double[edges.length];
    for (int i = 0; i < edges.length; i++) {
      was[i] = shareUpTo(reference, edges[i]);
    }
    return new Distribution(
        edges, parts(was), any ? parts(live.sharesUpTo(edges)) : null, live.readings());
  }

  /** A signal at rest gets some room, so that its one bin can be seen. */
  private static float[] edges(float low, float high) {
    double least = Math.max(1e-6, Math.abs(high) * 1e-3);
    double room = Math.max(0, (least - (high - low)) / 2);
    double from = low - room;
    double width = (high - low + 2 * room) / BINS;
    float[] edges = new float[BINS + 1];
    for (int i = 0; i < BINS; i++) {
      edges[i] = (float) (from + i * width);
    }
    edges[BINS] = (float) Math.max(high, high + room);
    return edges;
  }

  /** Between two cuts as if values were spread evenly. */
  private static double shareUpTo(Reference reference, float value) {
    float[] cuts = reference.cuts();
    long[] upTo = reference.upTo();
    if (value <= cuts[0]) {
      return 0;
    }
    int next = 1;
    while (next < cuts.length && cuts[next] < value) {
      next++;
    }
    if (next == cuts.length) {
      return 1;
    }
    double part = ((double) value - cuts[next - 1]) / ((double) cuts[next] - cuts[next - 1]);
    double count = upTo[next - 1] + part * (upTo[next] - upTo[next - 1]);
    return count / reference.readings();
  }

  private static double[] parts(double[] shares) {
    double[] parts = new double[shares.length - 1];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = Math.max(0, shares[i + 1] - shares[i]);
    }
    return parts;
  }
}
