package fettle.ops.bench.browser;

import java.util.List;

/** How something grows: the slope of the line of least squares. */
final class Slope {
  private Slope() {}

  /**
   * @param points x and y, two or more with different x
   * @return y for each x
   */
  static double of(List<double[]> points) {
    double meanX = points.stream().mapToDouble(point -> point[0]).average().orElse(0);
    double meanY = points.stream().mapToDouble(point -> point[1]).average().orElse(0);
    double together =
        points.stream().mapToDouble(point -> (point[0] - meanX) * (point[1] - meanY)).sum();
    double spread = points.stream().mapToDouble(point -> Math.pow(point[0] - meanX, 2)).sum();
    return together / spread;
  }
}
