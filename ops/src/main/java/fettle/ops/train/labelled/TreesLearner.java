package fettle.ops.train.labelled;

import fettle.ops.train.reference.Learned;
import fettle.ops.train.reference.Learner;
import fettle.ops.train.reference.ScoringModel;
import fettle.ops.train.reference.TrainingData;
import fettle.ops.train.reference.TrainingData.Labelled;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Gradient-boosted trees, grown by XGBoost. */
public final class TreesLearner implements Learner {
  public static final String NAME = "trees";

  private static final int DEFAULT_WINDOW = 30;
  private static final int ROUNDS = 60;

  /** On one thread and exactly: the same windows give the same trees. */
  private static final SortedMap<String, Object> SETTINGS =
      new TreeMap<>(
          Map.of(
              "objective", "binary:logistic",
              "base_score", 0.5,
              "tree_method", "exact",
              "max_depth", 3,
              "eta", 0.15,
              "min_child_weight", 2,
              "lambda", 1,
              "nthread", 1,
              "seed", 1,
              "verbosity", 0));

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public SortedMap<String, String> parameters() {
    SortedMap<String, String> parameters = new TreeMap<>();
    SETTINGS.forEach((name, value) -> parameters.put(name, value.toString()));
    parameters.put("rounds", Integer.toString(ROUNDS));
    parameters.put("folds", Integer.toString(HeldOut.FOLDS));
    return parameters;
  }

  @Override
  public int defaultWindow() {
    return DEFAULT_WINDOW;
  }

  @Override
  public boolean needsLabels() {
    return true;
  }

  @Override
  public Learned learn(TrainingData data) {
    int window = data.spec().length();
    return HeldOut.learn(
        data, (examples, threshold) -> fit(examples, window, threshold), ROUNDS + " trees");
  }

  private static ScoringModel fit(List<Labelled> examples, int window, double threshold) {
    WindowFeatures features = features(examples, window);
    float[][] rows =
        examples.stream().map(example -> features.of(example.window())).toArray(float[][]::new);
    float[] labels = new float[rows.length];
    float[] flat = new float[rows.length * features.count()];
    for (int i = 0; i < rows.length; i++) {
      labels[i] = examples.get(i).anomalous() ? 1 : 0;
      System.arraycopy(rows[i], 0, flat, i * features.count(), features.count());
    }
    return new TreesModel(
        features, grow(flat, labels, features.count()), healthy(rows, labels), threshold);
  }

  private static List<Tree> grow(float[] rows, float[] labels, int columns) {
    try {
      DMatrix data = new DMatrix(rows, labels.length, columns, Float.NaN);
      try {
        data.setLabel(labels);
        Booster booster = XGBoost.train(data, SETTINGS, ROUNDS, Map.of(), null, null);
        try {
          return Arrays.stream(booster.getModelDump((String) null, false, "json"))
              .map(Tree::parse)
              .toList();
        } finally {
          booster.dispose();
        }
      } finally {
        data.dispose();
      }
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost cannot grow trees: " + e.getMessage(), e);
    }
  }

  /** Means and deviations of the healthy windows' newest readings. */
  private static WindowFeatures features(List<Labelled> examples, int window) {
    int signals = examples.get(0).window()[0].length;
    double[] mean = new double[signals];
    double[] scale = new double[signals];
    double[][] newest =
        examples.stream()
            .filter(example -> !example.anomalous())
            .map(example -> example.window()[window - 1])
            .toArray(double[][]::new);
    for (int f = 0; f < signals; f++) {
      for (double[] row : newest) {
        mean[f] += row[f] / newest.length;
      }
      for (double[] row : newest) {
        scale[f] += (row[f] - mean[f]) * (row[f] - mean[f]) / newest.length;
      }
      scale[f] = scale[f] > 0 ? Math.sqrt(scale[f]) : 1;
    }
    return WindowFeatures.of(mean, scale, window);
  }

  /** The median of each feature over healthy windows. */
  private static float[] healthy(float[][] rows, float[] labels) {
    float[] medians = new float[rows[0].length];
    for (int feature = 0; feature < medians.length; feature++) {
      float[] values = new float[rows.length];
      int count = 0;
      for (int i = 0; i < rows.length; i++) {
        if (labels[i] == 0) {
          values[count++] = rows[i][feature];
        }
      }
      float[] healthy = Arrays.copyOf(values, count);
      Arrays.sort(healthy);
      medians[feature] = healthy[count / 2];
    }
    return medians;
  }
}
