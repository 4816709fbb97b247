package fettle.ops.train.labelled;

import fettle.ops.train.onnx.OnnxGraph;
import fettle.ops.train.reference.Scored;
import fettle.ops.train.reference.ScoringModel;
import fettle.ops.train.reference.SinglePrecision;
import fettle.ops.train.reference.Smoothing;
import fettle.telemetry.model.ModelTensors;

/**
 * The log-odds of an anomaly as a weighted sum of the window's weighted means. A signal adds what
 * its deviation from the healthy mean adds.
 *
 * @param mean of each signal over healthy windows
 * @param coefficients per unit of each signal
 * @param intercept log-odds at the healthy mean
 * @param weights of the window's readings, oldest first
 */
record LogisticModel(
    double[] mean, double[] coefficients, double intercept, double[] weights, double threshold)
    implements ScoringModel {

  /** Log-odds of a single signal are cut to ±this: sums stay finite in single precision. */
  private static final double MOST = 1e6;

  LogisticModel {
    mean = SinglePrecision.round(mean);
    coefficients = SinglePrecision.round(coefficients);
    intercept = SinglePrecision.round(intercept);
    weights = SinglePrecision.round(weights);
  }

  @Override
  public Scored score(double[][] window) {
    double[] added = Smoothing.smooth(window, weights);
    double logOdds = intercept;
    for (int f = 0; f < added.length; f++) {
      added[f] = Math.clamp(coefficients[f] * (added[f] - mean[f]), -MOST, MOST);
      logOdds += added[f];
    }
    return new Scored(Contributions.score(logOdds), Contributions.shares(added));
  }

  @Override
  public void write(OnnxGraph graph) {
    graph.floats("mean", mean, mean.length);
    graph.floats("coefficients", coefficients, coefficients.length);
    graph.number("intercept", intercept);
    graph.floats("weights", weights, 1, weights.length);
    graph.number("lowest", -MOST);
    graph.number("highest", MOST);
    graph.longs("middle", 1);
    graph.node("Sub", "centred", ModelTensors.WINDOW, "mean");
    graph.node("MatMul", "smoothed_rows", "weights", "centred"); // [1,W] x [batch,W,F]
    graph.node("Squeeze", "smoothed", "smoothed_rows", "middle"); // [batch,1,F] -> [batch,F]
    graph.node("Mul", "weighted", "smoothed", "coefficients");
    graph.node("Clip", "added", "weighted", "lowest", "highest");
    graph.sum("all_added", "added", "middle");
    graph.node("Add", "log_odds", "all_added", "intercept");
    Contributions.write(graph, "log_odds", "added");
  }
}
