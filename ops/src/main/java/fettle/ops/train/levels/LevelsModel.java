package fettle.ops.train.levels;

import fettle.ops.train.onnx.OnnxGraph;
import fettle.ops.train.reference.Scored;
import fettle.ops.train.reference.ScoringModel;
import fettle.ops.train.reference.SinglePrecision;
import fettle.telemetry.model.ModelTensors;

/**
 * Levels and their limits. A channel is a signal, or what is left of one when others have been
 * taken into account. Each reading of a channel counts as a share of the channel's limit, but at
 * most {@value #MOST}: a single absurd reading raises no alarm. The window's weighted mean of those
 * is z; the index is √Σz⁴, which a few channels far off move more than many that are a little off;
 * the score is index/(1+index), 0.5 where one channel is at its limit.
 *
 * @param mean level of each signal
 * @param channels {@code channels[signal][channel]}, factors
 * @param limits of the channels
 * @param weights of the window's readings, oldest first
 * @param owners {@code owners[channel][signal]}, 1 for the signal that a channel speaks of
 */
record LevelsModel(
    double[] mean, double[][] channels, double[] limits, double[] weights, double[][] owners)
    implements ScoringModel {

  /** A reading counts as at most so many limits. */
  static final double MOST = 6;

  private static final double THRESHOLD = 0.5;

  /** Below this the sum of z⁴ is at the level, and shares of it would be rounding. */
  private static final double SMALLEST = 1e-20;

  LevelsModel {
    mean = SinglePrecision.round(mean);
    channels = SinglePrecision.round(channels);
    limits = SinglePrecision.round(limits);
    weights = SinglePrecision.round(weights);
    owners = SinglePrecision.round(owners);
  }

  @Override
  public double threshold() {
    return THRESHOLD;
  }

  @Override
  public Scored score(double[][] window) {
    double[] z = new double[limits.length];
    for (int w = 0; w < weights.length; w++) {
      double[] shares = LevelsFit.channels(window[w], mean, channels);
      for (int c = 0; c < z.length; c++) {
        z[c] += weights[w] * Math.clamp(shares[c] / limits[c], -MOST, MOST);
      }
    }
    double[] contribution = new double[mean.length];
    double sum = 0;
    for (int c = 0; c < z.length; c++) {
      double term = z[c] * z[c] * z[c] * z[c];
      sum += term;
      for (int f = 0; f < contribution.length; f++) {
        contribution[f] += owners[c][f] * term;
      }
    }
    for (int f = 0; f < contribution.length; f++) {
      contribution[f] /= Math.max(sum, SMALLEST);
    }
    double index = Math.sqrt(sum);
    return new Scored(index / (1 + index), contribution);
  }

  @Override
  public void write(OnnxGraph graph) {
    graph.floats("mean", mean, mean.length);
    graph.matrix("channels", channels);
    graph.floats("limits", limits, limits.length);
    graph.floats("weights", weights, 1, weights.length);
    graph.matrix("owners", owners);
    graph.number("lowest", -MOST);
    graph.number("highest", MOST);
    graph.number("one", 1);
    graph.number("smallest", SMALLEST);
    graph.longs("last", 1);
    graph.node("Sub", "centred", ModelTensors.WINDOW, "mean");
    graph.node("MatMul", "channel_rows", "centred", "channels"); // [batch,W,F] x [F,C]
    graph.node("Div", "shares", "channel_rows", "limits");
    graph.node("Clip", "clipped", "shares", "lowest", "highest");
    graph.node("MatMul", "smoothed_rows", "weights", "clipped"); // [1,W] x [batch,W,C]
    graph.node("Squeeze", "z", "smoothed_rows", "last"); // [batch,1,C] -> [batch,C]
    graph.node("Mul", "squares", "z", "z");
    graph.node("Mul", "terms", "squares", "squares");
    graph.sum("sum", "terms", "last");
    graph.node("Sqrt", "index", "sum");
    graph.node("Add", "above", "index", "one");
    graph.node("Div", "score_column", "index", "above");
    graph.node("Squeeze", ModelTensors.SCORE, "score_column", "last");
    graph.node("MatMul", "signal_terms", "terms", "owners"); // [batch,C] x [C,F]
    graph.node("Max", "divisor", "sum", "smallest");
    graph.node("Div", ModelTensors.CONTRIBUTION, "signal_terms", "divisor");
  }
}
