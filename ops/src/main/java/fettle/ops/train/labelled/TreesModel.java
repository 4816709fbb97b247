package fettle.ops.train.labelled;

import ai.onnx.proto.OnnxMl.AttributeProto;
import com.google.protobuf.ByteString;
import fettle.ops.train.onnx.OnnxGraph;
import fettle.ops.train.reference.Scored;
import fettle.ops.train.reference.ScoringModel;
import java.util.ArrayList;
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
      columns[f] = f + 1;
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
    graph.ml("TreeEnsembleRegressor", "variant_log_odds", "variant_rows", ensemble());
    graph.node("Reshape", "all_log_odds", "variant_log_odds", "as_variants");
    graph.gather("log_odds", "all_log_odds", "whole", 1);
    graph.gather("occluded_log_odds", "all_log_odds", "each", 1);
    graph.node("Sub", "added", "log_odds", "occluded_log_odds");
    Contributions.write(graph, "log_odds", "added");
  }

  private List<AttributeProto> ensemble() {
    AttributeProto.Builder treeIds = longs("nodes_treeids");
    AttributeProto.Builder nodeIds = longs("nodes_nodeids");
    AttributeProto.Builder featureIds = longs("nodes_featureids");
    AttributeProto.Builder left = longs("nodes_truenodeids");
    AttributeProto.Builder right = longs("nodes_falsenodeids");
    AttributeProto.Builder targetTrees = longs("target_treeids");
    AttributeProto.Builder targetNodes = longs("target_nodeids");
    AttributeProto.Builder targets = longs("target_ids");
    AttributeProto.Builder values = floats("nodes_values");
    AttributeProto.Builder weights = floats("target_weights");
    AttributeProto.Builder modes =
        AttributeProto.newBuilder()
            .setName("nodes_modes")
            .setType(AttributeProto.AttributeType.STRINGS);
    for (int tree = 0; tree < trees.size(); tree++) {
      List<Tree.Node> nodes = trees.get(tree).nodes();
      for (int node = 0; node < nodes.size(); node++) {
        treeIds.addInts(tree);
        nodeIds.addInts(node);
        switch (nodes.get(node)) {
          case Tree.Split split -> {
            modes.addStrings(ByteString.copyFromUtf8("BRANCH_LT"));
            featureIds.addInts(split.feature());
            values.addFloats(split.value());
            left.addInts(split.left());
            right.addInts(split.right());
          }
          case Tree.Leaf leaf -> {
            modes.addStrings(ByteString.copyFromUtf8("LEAF"));
            featureIds.addInts(0);
            values.addFloats(0);
            left.addInts(0);
            right.addInts(0);
            targetTrees.addInts(tree);
            targetNodes.addInts(node);
            targets.addInts(0);
            weights.addFloats(leaf.weight());
          }
        }
      }
    }
    List<AttributeProto> attributes = new ArrayList<>();
    for (AttributeProto.Builder attribute :
        List.of(
            treeIds,
            nodeIds,
            featureIds,
            values,
            modes,
            left,
            right,
            targetTrees,
            targetNodes,
            targets,
            weights)) {
      attributes.add(attribute.build());
    }
    attributes.add(
        AttributeProto.newBuilder()
            .setName("n_targets")
            .setType(AttributeProto.AttributeType.INT)
            .setI(1)
            .build());
    return attributes;
  }

  private static AttributeProto.Builder longs(String name) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
  }

  private static AttributeProto.Builder floats(String name) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.FLOATS);
  }
}
