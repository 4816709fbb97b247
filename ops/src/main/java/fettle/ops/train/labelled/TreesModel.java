package fettle.ops.train.labelled;

import fettle.ops.train.onnx.OnnxGraph;
import fettle.ops.train.reference.Scored;
import fettle.ops.train.reference.ScoringModel;
import java.util.List;

/**
 * The log-odds of an anomaly as a sum over trees. What a signal adds is found by occlusion: how far
 * the log-odds fall when the signal's features are replaced by those of a healthy window.
 *
 * @param healthy features of a typical healthy window
 */
record TreesModel(WindowFeatures features, List<Tree> trees, float[] healthy, double threshold)
    implements ScoringModel {

  @Override
  public Scored score(double[][] window) {
    float[] seen = features.of(window);
    double logOdds = logOdds(seen);
    double[] added = new double[features.signals()];
    for (int f = 0; f < added.length; f++) {
      float[] occluded = seen.clone();
      for (int kind = 0; kind < WindowFeatures.KINDS; kind++) {
        int feature = kind * added.length + f;
        occluded[feature] = healthy[feature];
      }
      added[f] = logOdds - logOdds(occluded);
    }
    return new Scored(Contributions.score(logOdds), Contributions.shares(added));
  }

  private double logOdds(float[] seen) {
    double sum = 0;
    for (Tree tree : trees) {
      sum += tree.weight(seen);
    }
    return sum;
  }

  /** One batch of trees scores each window as it is and with each signal occluded. */
  @Override
  public void write(OnnxGraph graph) {
    int signals = features.signals();
    int count = features.count();
    double[][] keep = new double[signals + 1][count];
    double[][] fill = new double[signals + 1][count];
    for (int variant = 0; variant <= signals; variant++) {
      for (int feature = 0; feature < count; feature++) {
        boolean occluded = feature % signals == variant - 1;
        keep[variant][feature] = occluded ? 0 : 1;
        fill[variant][feature] = occluded ? healthy[feature] : 0;
      }
    }
    long[] columns = new long[signals];
    for (int f = 0; f < signals; f++) {
      columns[f] = f + 1L;
    }
    features.write(graph);
    graph.matrix("keep", keep);
    graph.matrix("fill", fill);
    graph.longs("as_rows", -1, count);
    graph.longs("as_variants", -1, signals + 1);
    graph.longs("whole", 0);
    graph.longs("each", columns);
    graph.node("Mul", "kept", "feature_rows", "keep"); // [batch,1,3F] x [F+1,3F]
    graph.node("Add", "variants", "kept", "fill");
    graph.node("Reshape", "variant_rows", "variants", "as_rows");
    graph.ml("TreeEnsembleRegressor", "variant_log_odds", "variant_rows", TreeEnsemble.of(trees));
    graph.node("Reshape", "all_log_odds", "variant_log_odds", "as_variants");
    graph.gather("log_odds", "all_log_odds", "whole", 1);
    graph.gather("occluded_log_odds", "all_log_odds", "each", 1);
    graph.node("Sub", "added", "log_odds", "occluded_log_odds");
    Contributions.write(graph, "log_odds", "added");
  }
}
