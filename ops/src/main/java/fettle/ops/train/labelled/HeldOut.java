package fettle.ops.train.labelled;

import fettle.ops.train.reference.JudgedRows;
import fettle.ops.train.reference.Learned;
import fettle.ops.train.reference.Learned.Fit;
import fettle.ops.train.reference.Learned.Unlearnable;
import fettle.ops.train.reference.ScoringModel;
import fettle.ops.train.reference.TrainingData;
import fettle.ops.train.reference.TrainingData.Labelled;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Fits a model to labelled windows and judges it by windows that it was not fitted on.
 *
 * <p>Neighbouring windows share readings, so what is held out is whole blocks: the windows are cut
 * into {@value #BLOCKS} in the order of time, every fifth block makes a fold, and windows closer to
 * a fold than a window's length are left out of the fit that is judged by it. The threshold that a
 * fold is judged by comes from the other folds.
 */
final class HeldOut {
  static final int FOLDS = 5;
  static final int BLOCKS = 20;

  private static final int LEAST_OF_A_KIND = 10;

  /** Fits a model; a score does not depend on the threshold. */
  @FunctionalInterface
  interface Fitter {
    ScoringModel fit(List<Labelled> examples, double threshold);
  }

  private final List<Labelled> examples;
  private final boolean[] labels;
  private final int[] folds;
  private final int window;

  private HeldOut(List<Labelled> examples, int window) {
    this.examples = examples;
    this.window = window;
    this.labels = new boolean[examples.size()];
    this.folds = new int[examples.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = examples.get(i).anomalous();
      folds[i] = (int) ((long) i * BLOCKS / labels.length) % FOLDS;
    }
  }

  /** Learns from all, after it has found what that is worth. */
  static Learned learn(TrainingData data, Fitter fitter, String summary) {
    HeldOut heldOut = new HeldOut(data.labelled(), data.spec().length());
    long anomalous = heldOut.examples.stream().filter(Labelled::anomalous).count();
    long healthy = heldOut.examples.size() - anomalous;
    if (anomalous < LEAST_OF_A_KIND || healthy < LEAST_OF_A_KIND) {
      return new Unlearnable(
          "%d windows are labelled anomalous and %d healthy, at least %d of each are needed; label"
                  .formatted(anomalous, healthy, LEAST_OF_A_KIND)
              + " more");
    }
    double[] scores = new double[heldOut.labels.length];
    for (int fold = 0; fold < FOLDS; fold++) {
      List<Labelled> others = heldOut.apartFrom(fold);
      long kind = others.stream().filter(Labelled::anomalous).count();
      if (kind == 0 || kind == others.size()) {
        return new Unlearnable(
            "all windows labelled %s lie together, so that a model cannot be judged by others; label"
                    .formatted(kind == 0 ? "anomalous" : "healthy")
                + " more of them");
      }
      heldOut.score(fold, fitter.fit(others, Threshold.MIDDLE), scores);
    }
    double threshold = Threshold.best(scores, heldOut.labels, i -> true);
    SortedMap<String, Double> metrics = new TreeMap<>();
    metrics.put("anomalousWindows", (double) anomalous);
    metrics.put("heldOutAuc", Threshold.areaUnderCurve(scores, heldOut.labels));
    return new Fit(
        fitter.fit(heldOut.examples, threshold),
        heldOut.examples.size(),
        scores,
        heldOut.labels,
        heldOut.judged(scores),
        metrics,
        summary);
  }

  private List<Labelled> apartFrom(int fold) {
    List<Labelled> apart = new ArrayList<>();
    for (int i = 0; i < folds.length; i++) {
      int before = Math.max(0, i - window + 1);
      int after = Math.min(folds.length - 1, i + window - 1);
      if (folds[i] != fold && folds[before] != fold && folds[after] != fold) {
        apart.add(examples.get(i));
      }
    }
    return apart;
  }

  private void score(int fold, ScoringModel model, double[] scores) {
    for (int i = 0; i < folds.length; i++) {
      if (folds[i] == fold) {
        scores[i] = model.score(examples.get(i).window()).score();
      }
    }
  }

  private JudgedRows judged(double[] scores) {
    boolean[] flagged = new boolean[scores.length];
    for (int fold = 0; fold < FOLDS; fold++) {
      int judged = fold;
      double threshold = Threshold.best(scores, labels, i -> folds[i] != judged);
      for (int i = 0; i < folds.length; i++) {
        if (folds[i] == fold) {
          flagged[i] = scores[i] >= threshold;
        }
      }
    }
    return new JudgedRows(scores, labels, flagged);
  }
}
