package fettle.ops.train.levels;

import fettle.ops.train.reference.TrainingData.Stretch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The settled rows of one recording. A machine that has just been started, or a recording that was,
 * is still on its way to its state: the first rows are left out.
 *
 * @param horizon healthy rows of the recording: so far ahead its drift is reckoned with
 * @param stretches rows without a break, in the order of time
 */
record Course(int horizon, List<double[][]> stretches) {

  /** This share of a recording's healthy rows counts as settling. */
  static final double SETTLING_SHARE = 0.25;

  /** Never more rows than this count as settling. */
  static final int SETTLING_ROWS = 100;

  static List<Course> of(List<Stretch> stretches) {
    SortedMap<Integer, List<double[][]>> byRecording = new TreeMap<>();
    for (Stretch stretch : stretches) {
      byRecording
          .computeIfAbsent(stretch.recording(), recording -> new ArrayList<>())
          .add(stretch.rows());
    }
    List<Course> courses = new ArrayList<>();
    for (List<double[][]> all : byRecording.values()) {
      int rows = all.stream().mapToInt(stretch -> stretch.length).sum();
      int settling = (int) Math.min(SETTLING_ROWS, SETTLING_SHARE * rows);
      courses.add(new Course(rows, all).part(settling, rows));
    }
    return courses;
  }

  int rows() {
    return stretches.stream().mapToInt(stretch -> stretch.length).sum();
  }

  /** Every row, breaks left out of account. */
  double[][] all() {
    return stretches.stream().flatMap(Arrays::stream).toArray(double[][]::new);
  }

  /** Only the rows of one of {@code count} equal parts. */
  Course block(int block, int count) {
    return part(rows() * block / count, rows() * (block + 1) / count);
  }

  /** All rows but those of one of {@code count} equal parts. */
  Course without(int block, int count) {
    List<double[][]> others = new ArrayList<>(part(0, rows() * block / count).stretches());
    others.addAll(part(rows() * (block + 1) / count, rows()).stretches());
    return new Course(horizon, others);
  }

  private Course part(int from, int to) {
    List<double[][]> parts = new ArrayList<>();
    int first = 0;
    for (double[][] stretch : stretches) {
      int begin = Math.max(from - first, 0);
      int end = Math.min(to - first, stretch.length);
      if (begin < end) {
        parts.add(Arrays.copyOfRange(stretch, begin, end));
      }
      first += stretch.length;
    }
    return new Course(horizon, parts);
  }

  /** Each row turned into another. */
  Course map(UnaryOperator<double[]> change) {
    return new Course(
        horizon,
        stretches.stream()
            .map(stretch -> Arrays.stream(stretch).map(change).toArray(double[][]::new))
            .toList());
  }

  /** Weighted means over every {@code step}-th full window of each stretch. */
  List<double[]> smoothed(double[] weights, int step) {
    List<double[]> result = new ArrayList<>();
    for (double[][] stretch : stretches) {
      for (int end = weights.length; end <= stretch.length; end += step) {
        double[] mean = new double[stretch[0].length];
        for (int w = 0; w < weights.length; w++) {
          double[] row = stretch[end - weights.length + w];
          for (int f = 0; f < mean.length; f++) {
            mean[f] += weights[w] * row[f];
          }
        }
        result.add(mean);
      }
    }
    return result;
  }
}
