package fettle.ops.train.labelled;

import fettle.ops.train.onnx.OnnxGraph;
import fettle.telemetry.model.ModelTensors;

/**
 * Shares of the signals in a score, from what each adds to the log-odds of an anomaly. What speaks
 * against one has no share; where nothing speaks for one, all shares are 0.
 */
final class Contributions {

  /** Log-odds of less than this speak for nothing much: they are not blown up to whole shares. */
  private static final double SMALLEST = 0.01;

  private Contributions() {}

  /** Turns what each signal adds into shares, in place. */
  static double[] shares(double[] added) {
    double sum = 0;
    for (int f = 0; f < added.length; f++) {
      added[f] = Math.max(0, added[f]);
      sum += added[f];
    }
    for (int f = 0; f < added.length; f++) {
      added[f] = sum < SMALLEST ? added[f] / SMALLEST : added[f] / sum;
    }
    return added;
  }

  static double score(double logOdds) {
    return 1 / (1 + Math.exp(-logOdds));
  }

  /**
   * The same in a graph, to its end.
   *
   * @param logOdds node [batch, 1]
   * @param added node [batch, F]
   */
  static void write(OnnxGraph graph, String logOdds, String added) {
    graph.longs("last", 1);
    graph.number("smallest", SMALLEST);
    graph.node("Sigmoid", "score_column", logOdds);
    graph.node("Squeeze", ModelTensors.SCORE, "score_column", "last");
    graph.node("Relu", "for_anomaly", added);
    graph.sum("all_for_anomaly", "for_anomaly", "last");
    graph.node("Max", "divisor", "all_for_anomaly", "smallest");
    graph.node("Div", ModelTensors.CONTRIBUTION, "for_anomaly", "divisor");
  }
}
