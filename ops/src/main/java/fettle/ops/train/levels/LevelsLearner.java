package fettle.ops.train.levels;

import fettle.ops.train.reference.JudgedRows;
import fettle.ops.train.reference.Learned;
import fettle.ops.train.reference.Learned.Fit;
import fettle.ops.train.reference.Learned.Unlearnable;
import fettle.ops.train.reference.Learner;
import fettle.ops.train.reference.Smoothing;
import fettle.ops.train.reference.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Levels with limits that follow from how each signal wanders, and auto-associative regression
 * where signals follow one another.
 *
 * <p>Its numbers were set once, on runs of a water-circulation testbed: to either side of each the
 * result changes little. {@code ./fettle evaluate} measures it.
 */
public final class LevelsLearner implements Learner {
  public static final String NAME = "levels";

  private static final int DEFAULT_WINDOW = 45;
  private static final int HELD_OUT_BLOCKS = 4;
  private static final int LEAST_WINDOWS = 5;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public SortedMap<String, String> parameters() {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("settlingShare", Double.toString(Course.SETTLING_SHARE));
    parameters.put("settlingRows", Integer.toString(Course.SETTLING_ROWS));
    parameters.put("memoryShare", Double.toString(LevelsFit.MEMORY_SHARE));
    parameters.put("noiseFactor", Double.toString(Wander.NOISE_FACTOR));
    parameters.put("excursionFactor", Double.toString(Wander.EXCURSION_FACTOR));
    parameters.put("driftFactor", Double.toString(Wander.DRIFT_FACTOR));
    parameters.put("driftFrom", Double.toString(Wander.DRIFT_FROM));
    parameters.put("readingCountsAtMost", Double.toString(LevelsModel.MOST));
    return parameters;
  }

  @Override
  public int defaultWindow() {
    return DEFAULT_WINDOW;
  }

  @Override
  public boolean needsLabels() {
    return false;
  }

  @Override
  public Learned learn(TrainingData data) {
    int window = data.spec().length();
    int least = Math.max(LEAST_WINDOWS * window, Wander.LEAST_ROWS * HELD_OUT_BLOCKS / 3 + 1);
    List<Course> courses =
        Course.of(data.stretches()).stream().filter(course -> course.rows() >= least).toList();
    if (courses.isEmpty()) {
      return new Unlearnable(
          "no recording has %d healthy rows after those in which it settles (a quarter, at most %d);"
                  .formatted(least, Course.SETTLING_ROWS)
              + " record more, or choose a smaller --window");
    }
    double[] weights = Smoothing.weights(window);
    LevelsFit fit = LevelsFit.of(courses, weights);
    double[] heldOut = heldOut(courses, weights);
    SortedMap<String, Double> metrics = new TreeMap<>();
    metrics.put("drifting", (double) fit.drifting());
    metrics.put("residuals", (double) fit.residuals());
    return new Fit(
        fit.model(),
        data.windows(),
        heldOut,
        new boolean[heldOut.length],
        JudgedRows.NONE,
        metrics,
        "%d signals drift, %d are foretold by others".formatted(fit.drifting(), fit.residuals()));
  }

  /** What the windows of each block score by levels and limits of the other blocks. */
  private static double[] heldOut(List<Course> courses, double[] weights) {
    List<Double> scores = new ArrayList<>();
    for (int b = 0; b < HELD_OUT_BLOCKS; b++) {
      int block = b;
      LevelsModel others =
          LevelsFit.of(
                  courses.stream().map(course -> course.without(block, HELD_OUT_BLOCKS)).toList(),
                  weights)
              .model();
      for (Course course : courses) {
        for (double[][] stretch : course.block(block, HELD_OUT_BLOCKS).stretches()) {
          for (int end = weights.length; end <= stretch.length; end++) {
            double[][] window = Arrays.copyOfRange(stretch, end - weights.length, end);
            scores.add(others.score(window).score());
          }
        }
      }
    }
    return scores.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
