package fettle.dashboard.series;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import fettle.dashboard.series.downsample.MinMaxLttb;
import fettle.dashboard.series.downsample.Points;
import fettle.telemetry.store.Bucket;
import java.util.Arrays;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A signal's line through the points that matter. */
@Schema(
    description = "Values of a signal as measured, chosen so that the line looks like all of them")
public record Line(
    @Schema(description = "Epoch milliseconds, ascending") long[] t,
    @Schema(description = "Values; null where readings are missing, so that the line breaks")
        @JsonSerialize(using = NullForNaN.class)
        double[] v) {

  /**
   * Draws a line.
   *
   * @param source all buckets of the view
   * @param widthMs their width
   * @param gapMs distance of two values from which readings are missing between them
   * @param most values at most, besides breaks
   */
  static Line through(
      SortedMap<Long, Bucket> source, int signal, long widthMs, double gapMs, int most) {
    Points all = points(source, signal, widthMs);
    return broken(MinMaxLttb.select(all, most), all, gapMs);
  }

  /**
   * Extremes of each bucket. Which of them came first is not known: the one nearer to the bucket
   * before is drawn first.
   */
  private static Points points(SortedMap<Long, Bucket> source, int signal, long widthMs) {
    long[] t = new long[2 * source.size()];
    double[] v = new double[2 * source.size()];
    int size = 0;
    double before = Double.NaN;
    for (var entry : source.entrySet()) {
      Bucket bucket = entry.getValue();
      double low = bucket.min(signal);
      double high = bucket.max(signal);
      if (bucket.count(signal) == 0) {
        continue;
      }
      if (low == high) {
        t[size] = entry.getKey() + widthMs / 2;
        v[size++] = low;
      } else {
        boolean falls = Math.abs(before - high) < Math.abs(before - low);
        t[size] = entry.getKey() + widthMs / 4;
        v[size++] = falls ? high : low;
        t[size] = entry.getKey() + widthMs * 3 / 4;
        v[size++] = falls ? low : high;
      }
      before = bucket.mean(signal);
    }
    return new Points(Arrays.copyOf(t, size), Arrays.copyOf(v, size));
  }

  /** The chosen points, with a break wherever there is a gap between two of all. */
  private static Line broken(Points chosen, Points all, double gapMs) {
    long[] t = new long[2 * chosen.size()];
    double[] v = new double[2 * chosen.size()];
    int size = 0;
    int at = 0;
    for (int i = 0; i < chosen.size(); i++) {
      long gap = -1;
      for (; at < all.size() && all.t()[at] <= chosen.t()[i]; at++) {
        if (at > 0 && i > 0 && all.t()[at] - all.t()[at - 1] > gapMs) {
          gap = (all.t()[at] + all.t()[at - 1]) / 2;
        }
      }
      if (gap >= 0) {
        t[size] = gap;
        v[size++] = Double.NaN;
      }
      t[size] = chosen.t()[i];
      v[size++] = chosen.v()[i];
    }
    return new Line(Arrays.copyOf(t, size), Arrays.copyOf(v, size));
  }
}
