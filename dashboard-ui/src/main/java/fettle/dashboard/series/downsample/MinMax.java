package fettle.dashboard.series.downsample;

import java.util.stream.IntStream;

/** The lowest and the highest point of each column of equal time. */
final class MinMax {
  private MinMax() {}

  /**
   * Indexes of the first and the last point, and of the extremes of each column in between.
   *
   * @param points at least one
   * @param columns at least one
   * @return ascending, at most {@code 2 * columns + 2}
   */
  static int[] select(Points points, int columns) {
    int last = points.size() - 1;
    IntStream.Builder chosen = IntStream.builder().add(0);
    int begin = 1;
    while (begin < last) {
      long column = column(points, begin, columns);
      int lowest = begin;
      int highest = begin;
      int at = begin + 1;
      for (; at < last && column(points, at, columns) == column; at++) {
        lowest = points.v()[at] < points.v()[lowest] ? at : lowest;
        highest = points.v()[at] > points.v()[highest] ? at : highest;
      }
      chosen.add(Math.min(lowest, highest)).add(Math.max(lowest, highest));
      begin = at;
    }
    return chosen.add(last).build().distinct().toArray();
  }

  private static long column(Points points, int at, int columns) {
    long first = points.t()[0];
    double length = Math.max(1, points.t()[points.size() - 1] - first);
    return Math.min(columns - 1, (long) ((points.t()[at] - first) / length * columns));
  }
}
