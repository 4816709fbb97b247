package fettle.dashboard.series.downsample;

/**
 * Largest triangle three buckets: of each bucket the point that spans the largest triangle with the
 * point chosen before and the mean of the next bucket. S. Steinarsson, "Downsampling Time Series
 * for Visual Representation", University of Iceland, 2013, section 4.2.
 */
final class LargestTriangle {
  private LargestTriangle() {}

  /**
   * Chooses among candidates.
   *
   * @param candidates indexes of points, ascending
   * @param wanted at least 3
   * @return ascending, the first and the last candidate among them; all where there are no more
   */
  static int[] select(Points points, int[] candidates, int wanted) {
    if (candidates.length <= wanted) {
      return candidates;
    }
    int[] chosen = new int[wanted];
    chosen[0] = candidates[0];
    chosen[wanted - 1] = candidates[candidates.length - 1];
    for (int bucket = 1; bucket < wanted - 1; bucket++) {
      int next = begin(bucket + 1, candidates.length, wanted);
      int end =
          bucket + 2 == wanted ? candidates.length : begin(bucket + 2, candidates.length, wanted);
      int begin = begin(bucket, candidates.length, wanted);
      chosen[bucket] = largest(points, candidates, begin, next, end, chosen[bucket - 1]);
    }
    return chosen;
  }

  /** First candidate of a bucket; the first and the last candidate are buckets of their own. */
  private static int begin(int bucket, int candidates, int wanted) {
    return 1 + (int) ((long) (bucket - 1) * (candidates - 2) / (wanted - 2));
  }

  private static int largest(
      Points points, int[] candidates, int begin, int next, int end, int before) {
    // relative to the point before: times are too large for products of doubles to be exact
    double meanTime = 0;
    double meanValue = 0;
    for (int i = next; i < end; i++) {
      meanTime += points.t()[candidates[i]] - points.t()[before];
      meanValue += points.v()[candidates[i]] - points.v()[before];
    }
    meanTime /= end - next;
    meanValue /= end - next;
    int largest = candidates[begin];
    double largestArea = -1;
    for (int i = begin; i < next; i++) {
      double time = points.t()[candidates[i]] - points.t()[before];
      double value = points.v()[candidates[i]] - points.v()[before];
      double area = Math.abs(time * meanValue - meanTime * value);
      if (area > largestArea) {
        largestArea = area;
        largest = candidates[i];
      }
    }
    return largest;
  }
}
