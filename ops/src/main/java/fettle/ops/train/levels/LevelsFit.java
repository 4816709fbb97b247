package fettle.ops.train.levels;

import fettle.ops.train.levels.Association.Residual;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Levels, channels and limits of settled rows.
 *
 * @param drifting how many signals walk at random
 * @param residuals how many signals are foretold by others
 */
record LevelsFit(LevelsModel model, int drifting, int residuals) {

  /** A row that is this share of a recording older counts 1/e as much for the level. */
  static final double MEMORY_SHARE = 0.25;

  /** A limit below this share of a signal's deviation is rest, not precision. */
  private static final double SMALLEST_LIMIT = 0.01;

  static LevelsFit of(List<Course> courses, double[] weights) {
    int signals = courses.get(0).stretches().get(0)[0].length;
    double[] mean = level(courses, signals);
    double[][] own = identity(signals);
    List<Course> centred =
        courses.stream().map(course -> course.map(row -> channels(row, mean, own))).toList();
    Wander[] wander =
        IntStream.range(0, signals)
            .mapToObj(signal -> Wander.of(centred, signal, weights))
            .toArray(Wander[]::new);
    List<Integer> steady =
        IntStream.range(0, signals).filter(signal -> !wander[signal].drifts()).boxed().toList();
    int step = Math.max(1, weights.length / 3);
    List<double[]> windows =
        centred.stream().flatMap(course -> course.smoothed(weights, step).stream()).toList();
    List<Residual> residuals = new Association(windows, steady).residuals();

    double[][] channels = factors(signals, residuals);
    double[][] owners = owners(signals, residuals);
    double[] nothing = new double[signals];
    List<Course> all =
        centred.stream()
            .map(course -> course.map(row -> channels(row, nothing, channels)))
            .toList();
    double[] limits = new double[owners.length];
    for (int c = 0; c < limits.length; c++) {
      int owner = c < signals ? c : residuals.get(c - signals).owner();
      Wander of = c < signals ? wander[c] : Wander.of(all, c, weights);
      limits[c] =
          Math.max(of.limit(c < signals ? mean[c] : 0), SMALLEST_LIMIT * deviation(centred, owner));
    }
    return new LevelsFit(
        new LevelsModel(mean, channels, limits, weights, owners),
        signals - steady.size(),
        residuals.size());
  }

  /** What each signal counts in each channel: in its own, then in the residuals. */
  private static double[][] factors(int signals, List<Residual> residuals) {
    double[][] factors = new double[signals][signals + residuals.size()];
    for (int signal = 0; signal < signals; signal++) {
      factors[signal][signal] = 1;
      for (int r = 0; r < residuals.size(); r++) {
        factors[signal][signals + r] = residuals.get(r).factors()[signal];
      }
    }
    return factors;
  }

  /** The signal that each channel speaks of, as rows of an identity. */
  private static double[][] owners(int signals, List<Residual> residuals) {
    double[][] owners = new double[signals + residuals.size()][signals];
    for (int signal = 0; signal < signals; signal++) {
      owners[signal][signal] = 1;
    }
    for (int r = 0; r < residuals.size(); r++) {
      owners[signals + r][residuals.get(r).owner()] = 1;
    }
    return owners;
  }

  /** A row's channels: the signals without their level, and what others leave of them. */
  static double[] channels(double[] row, double[] mean, double[][] factors) {
    double[] result = new double[factors[0].length];
    for (int f = 0; f < row.length; f++) {
      double off = row[f] - mean[f];
      for (int c = 0; c < result.length; c++) {
        result[c] += factors[f][c] * off;
      }
    }
    return result;
  }

  /** Each recording's newest level, and of several recordings the mean of theirs. */
  private static double[] level(List<Course> courses, int signals) {
    double[] level = new double[signals];
    for (Course course : courses) {
      double[][] rows = course.all();
      double memory = MEMORY_SHARE * rows.length;
      double weights = 0;
      double[] sum = new double[signals];
      for (int i = 0; i < rows.length; i++) {
        double weight = Math.exp(-(rows.length - 1 - i) / memory);
        weights += weight;
        for (int f = 0; f < signals; f++) {
          sum[f] += weight * rows[i][f];
        }
      }
      for (int f = 0; f < signals; f++) {
        level[f] += sum[f] / weights / courses.size();
      }
    }
    return level;
  }

  private static double deviation(List<Course> courses, int signal) {
    double[] values =
        courses.stream()
            .flatMap(course -> Arrays.stream(course.all()))
            .mapToDouble(row -> row[signal])
            .toArray();
    double mean = Arrays.stream(values).average().orElse(0);
    return Math.sqrt(
        Arrays.stream(values).map(value -> (value - mean) * (value - mean)).average().orElse(0));
  }

  private static double[][] identity(int size) {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      double[] row = new double[size];
      row[i] = 1;
      rows.add(row);
    }
    return rows.toArray(double[][]::new);
  }
}
