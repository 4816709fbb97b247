package fettle.ops.train.labelled;

import fettle.ops.train.reference.Learned;
import fettle.ops.train.reference.Learner;
import fettle.ops.train.reference.ScoringModel;
import fettle.ops.train.reference.Smoothing;
import fettle.ops.train.reference.TrainingData;
import fettle.ops.train.reference.TrainingData.Labelled;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ejml.simple.SimpleMatrix;

/** Logistic regression with a ridge, by Newton's method. */
public final class LogisticLearner implements Learner {
  public static final String NAME = "logistic";

  private static final double RIDGE = 1;
  private static final int MOST_STEPS = 50;
  private static final double CONVERGED = 1e-10;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public SortedMap<String, String> parameters() {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("ridge", Double.toString(RIDGE));
    parameters.put("folds", Integer.toString(HeldOut.FOLDS));
    return parameters;
  }

  @Override
  public int defaultWindow() {
    return 1;
  }

  @Override
  public boolean needsLabels() {
    return true;
  }

  @Override
  public Learned learn(TrainingData data) {
    double[] weights = Smoothing.weights(data.spec().length());
    return HeldOut.learn(
        data,
        (examples, threshold) -> fit(examples, weights, threshold),
        "%d coefficients".formatted(data.spec().signals().size()));
  }

  private static ScoringModel fit(List<Labelled> examples, double[] weights, double threshold) {
    int signals = examples.get(0).window()[0].length;
    double[][] samples = new double[examples.size()][];
    double[] mean = new double[signals];
    double healthy = 0;
    for (int i = 0; i < samples.length; i++) {
      samples[i] = Smoothing.smooth(examples.get(i).window(), weights);
      if (!examples.get(i).anomalous()) {
        healthy++;
        for (int f = 0; f < signals; f++) {
          mean[f] += samples[i][f];
        }
      }
    }
    for (int f = 0; f < signals; f++) {
      mean[f] /= healthy;
    }
    double[] scale = scale(samples, mean);
    double[] standardised = newton(design(samples, mean, scale), examples);
    double[] coefficients = new double[signals];
    for (int f = 0; f < signals; f++) {
      coefficients[f] = standardised[f + 1] / scale[f];
    }
    return new LogisticModel(mean, coefficients, standardised[0], weights, threshold);
  }

  private static double[] scale(double[][] samples, double[] mean) {
    double[] scale = new double[mean.length];
    for (double[] sample : samples) {
      for (int f = 0; f < scale.length; f++) {
        scale[f] += (sample[f] - mean[f]) * (sample[f] - mean[f]) / samples.length;
      }
    }
    for (int f = 0; f < scale.length; f++) {
      scale[f] = scale[f] > 0 ? Math.sqrt(scale[f]) : 1;
    }
    return scale;
  }

  /** A row a sample: 1, then the standardised signals. */
  private static SimpleMatrix design(double[][] samples, double[] mean, double[] scale) {
    SimpleMatrix design = new SimpleMatrix(samples.length, mean.length + 1);
    for (int i = 0; i < samples.length; i++) {
      design.set(i, 0, 1);
      for (int f = 0; f < mean.length; f++) {
        design.set(i, f + 1, (samples[i][f] - mean[f]) / scale[f]);
      }
    }
    return design;
  }

  /** Coefficients that maximise the likelihood less the ridge; the intercept is not penalised. */
  private static double[] newton(SimpleMatrix design, List<Labelled> examples) {
    int count = design.getNumCols();
    SimpleMatrix coefficients = new SimpleMatrix(count, 1);
    for (int step = 0; step < MOST_STEPS; step++) {
      SimpleMatrix logOdds = design.mult(coefficients);
      SimpleMatrix weighted = design.copy();
      SimpleMatrix error = new SimpleMatrix(examples.size(), 1);
      for (int i = 0; i < examples.size(); i++) {
        double p = Contributions.score(logOdds.get(i, 0));
        error.set(i, 0, (examples.get(i).anomalous() ? 1 : 0) - p);
        for (int j = 0; j < count; j++) {
          weighted.set(i, j, design.get(i, j) * p * (1 - p));
        }
      }
      SimpleMatrix gradient = design.transpose().mult(error);
      SimpleMatrix curvature = design.transpose().mult(weighted);
      for (int j = 1; j < count; j++) {
        gradient.set(j, 0, gradient.get(j, 0) - RIDGE * coefficients.get(j, 0));
        curvature.set(j, j, curvature.get(j, j) + RIDGE);
      }
      SimpleMatrix move = curvature.solve(gradient);
      coefficients = coefficients.plus(move);
      if (move.normF() < CONVERGED) {
        break;
      }
    }
    return coefficients.getDDRM().getData().clone();
  }
}
