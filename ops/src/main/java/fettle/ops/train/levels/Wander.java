package fettle.ops.train.levels;

import java.util.List;

/**
 * How far a healthy signal strays from its level, as variances in the signal's unit squared.
 *
 * @param noise of one reading against its neighbours
 * @param excursion the square of the farthest that a smoothed window was from the level
 * @param drift of the level over the recording's length ahead, if it walks at random as it did; 0
 *     when it keeps its place
 */
record Wander(double noise, double excursion, double drift) {

  /** Deviations of single readings that a level may be off unnoticed. */
  static final double NOISE_FACTOR = 0.5;

  /** The level may stray so much farther than it was seen to. */
  static final double EXCURSION_FACTOR = 2;

  /** Deviations of the random walk that are allowed. */
  static final double DRIFT_FACTOR = 5;

  /** Drift counts when its variance is so many times that of a reading: less is chance. */
  static final double DRIFT_FROM = 1.5;

  /** Rows within which a level does not move, so that what is left is noise. */
  private static final int NOISE_ROWS = 10;

  /** A walk is looked for at several grains, as one estimate of it from few blocks is rough. */
  private static final int[] BLOCKS = {6, 8, 10, 12, 15};

  /** Fewest rows of a recording from which wander can be told. */
  static final int LEAST_ROWS = 90;

  /**
   * Of one column, whose level is 0.
   *
   * @param courses of at least {@link #LEAST_ROWS} rows each
   */
  static Wander of(List<Course> courses, int column, double[] weights) {
    double noise = 0;
    double drift = 0;
    double farthest = 0;
    for (Course course : courses) {
      double[] values = column(course.all(), column);
      noise += noise(values);
      drift += walk(values) * course.horizon();
      for (double[] mean : course.smoothed(weights, 1)) {
        farthest = Math.max(farthest, Math.abs(mean[column]));
      }
    }
    noise /= courses.size();
    drift /= courses.size();
    return new Wander(noise, farthest * farthest, drift > DRIFT_FROM * noise ? drift : 0);
  }

  boolean drifts() {
    return drift > 0;
  }

  /** The deviation from the level at which a smoothed window stops being healthy. */
  double limit() {
    return Math.sqrt(
        NOISE_FACTOR * NOISE_FACTOR * noise
            + EXCURSION_FACTOR * EXCURSION_FACTOR * excursion
            + DRIFT_FACTOR * DRIFT_FACTOR * drift);
  }

  /** Mean variance within short blocks. */
  private static double noise(double[] values) {
    double sum = 0;
    int blocks = values.length / NOISE_ROWS;
    for (int block = 0; block < blocks; block++) {
      double mean = mean(values, block * NOISE_ROWS, NOISE_ROWS);
      for (int i = block * NOISE_ROWS; i < (block + 1) * NOISE_ROWS; i++) {
        sum += (values[i] - mean) * (values[i] - mean);
      }
    }
    return sum / blocks / (NOISE_ROWS - 1);
  }

  /** Variance that a random walk adds a row. */
  private static double walk(double[] values) {
    double sum = 0;
    for (int blocks : BLOCKS) {
      sum += walk(values, blocks);
    }
    return Math.max(0, sum / BLOCKS.length);
  }

  /**
   * For means of blocks of b rows that are k blocks apart, the expected squared difference is c +
   * q·(k·b − b/3): q is fitted by least squares over k, each weighted by the inverse square of its
   * distance, as far ones are few and vary most.
   */
  private static double walk(double[] values, int blocks) {
    int length = values.length / blocks;
    int lags = blocks / 2;
    double[] means = new double[blocks];
    for (int block = 0; block < blocks; block++) {
      means[block] = mean(values, values.length - (blocks - block) * length, length);
    }
    double[] distance = new double[lags];
    double[] squared = new double[lags];
    double weights = 0;
    double meanDistance = 0;
    double meanSquared = 0;
    for (int lag = 1; lag <= lags; lag++) {
      for (int i = lag; i < blocks; i++) {
        double step = means[i] - means[i - lag];
        squared[lag - 1] += step * step / (blocks - lag);
      }
      distance[lag - 1] = lag * length - length / 3.0;
      double weight = 1 / (distance[lag - 1] * distance[lag - 1]);
      weights += weight;
      meanDistance += weight * distance[lag - 1];
      meanSquared += weight * squared[lag - 1];
    }
    meanDistance /= weights;
    meanSquared /= weights;
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < lags; i++) {
      double off = distance[i] - meanDistance;
      double weight = 1 / (distance[i] * distance[i]);
      covariance += weight * off * (squared[i] - meanSquared);
      variance += weight * off * off;
    }
    return covariance / variance;
  }

  private static double mean(double[] values, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += values[i];
    }
    return sum / count;
  }

  private static double[] column(double[][] rows, int column) {
    double[] values = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      values[i] = rows[i][column];
    }
    return values;
  }
}
