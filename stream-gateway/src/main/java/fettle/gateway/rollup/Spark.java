package fettle.gateway.rollup;

import fettle.telemetry.store.MachineState;
import java.util.Arrays;

/** Highest scores, in percent, of the last finest buckets that exist; -1 where not scored. */
final class Spark {
  private static final int NOT_SCORED = -1;

  private int[] points;
  private long newestStart;

  /**
   * @param points oldest first, as read from the store
   * @param newestStart start of the last point's bucket, epoch milliseconds
   */
  Spark(int[] points, long newestStart) {
    this.points = points;
    this.newestStart = newestStart;
  }

  /** Shows a bucket's score; what is older than the newest point no longer moves the line. */
  void show(long start, double score) {
    int percent = Double.isNaN(score) ? NOT_SCORED : (int) Math.round(score * 100);
    if (points.length > 0 && start == newestStart) {
      points[points.length - 1] = Math.max(points[points.length - 1], percent);
    } else if (points.length == 0 || start > newestStart) {
      append(percent);
      newestStart = start;
    }
  }

  private void append(int percent) {
    if (points.length < MachineState.SPARK) {
      points = Arrays.copyOf(points, points.length + 1);
    } else {
      System.arraycopy(points, 1, points, 0, points.length - 1);
    }
    points[points.length - 1] = percent;
  }

  int[] points() {
    return points.clone();
  }
}
