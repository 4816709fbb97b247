package fettle.dashboard.series.downsample;

import java.util.stream.IntStream;

/**
 * MinMaxLTTB: extremes of narrow columns first, largest triangles among them. J. Van Der Donckt, J.
 * Van Der Donckt, M. Rademaker, S. Van Hoecke, "MinMaxLTTB: Leveraging MinMax-Preselection to Scale
 * LTTB", IEEE VIS 2023.
 *
 * <p>Largest triangles alone may pass an extreme by; here the lowest and the highest point are
 * always among those kept, so the line's range never shrinks.
 */
public final class MinMaxLttb {
  /** Fewest points that a line can be made of: its ends, its extremes, and one between. */
  public static final int FEWEST = 5;

  /** Preselected points for each that is kept, as the paper recommends. */
  private static final int PRESELECTED = 4;

  private MinMaxLttb() {}

  /**
   * Chooses the points to draw.
   *
   * @param wanted at most so many, at least {@link #FEWEST}
   * @return some of the points as they are, the first, the last, the lowest and the highest among
   *     them; all where there are no more than wanted
   */
  public static Points select(Points points, int wanted) {
    if (wanted < FEWEST) {
      throw new IllegalArgumentException("a line needs " + FEWEST + " points, not " + wanted);
    }
    if (points.size() <= wanted) {
      return points;
    }
    int[] extremes = MinMax.select(points, wanted * PRESELECTED / 2);
    int[] triangles = LargestTriangle.select(points, extremes, wanted - 2);
    int[] range = MinMax.select(points, 1);
    return points.at(
        IntStream.concat(IntStream.of(triangles), IntStream.of(range))
            .sorted()
            .distinct()
            .toArray());
  }
}
