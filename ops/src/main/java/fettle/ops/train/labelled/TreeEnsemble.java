package fettle.ops.train.labelled;

import ai.onnx.proto.OnnxMl.AttributeProto;
import com.google.protobuf.ByteString;
import java.util.List;
import java.util.stream.Stream;

/**
 * Trees as the attributes of ONNX-ML's {@code TreeEnsembleRegressor} (<a
 * href="https://onnx.ai/onnx/operators/onnx_aionnxml_TreeEnsembleRegressor.html">its
 * definition</a>): parallel lists, one of all nodes, and one of the leaves' weights. With one
 * target, its value is the sum over trees of the leaf that a row comes to.
 */
final class TreeEnsemble {
  private final AttributeProto.Builder treeIds = longs("nodes_treeids");
  private final AttributeProto.Builder nodeIds = longs("nodes_nodeids");
  private final AttributeProto.Builder featureIds = longs("nodes_featureids");
  private final AttributeProto.Builder values = floats("nodes_values");
  private final AttributeProto.Builder modes =
      attribute("nodes_modes", AttributeProto.AttributeType.STRINGS);
  private final AttributeProto.Builder left = longs("nodes_truenodeids");
  private final AttributeProto.Builder right = longs("nodes_falsenodeids");
  private final AttributeProto.Builder targetTrees = longs("target_treeids");
  private final AttributeProto.Builder targetNodes = longs("target_nodeids");
  private final AttributeProto.Builder targets = longs("target_ids");
  private final AttributeProto.Builder weights = floats("target_weights");

  private TreeEnsemble() {}

  static List<AttributeProto> of(List<Tree> trees) {
    TreeEnsemble ensemble = new TreeEnsemble();
    for (int tree = 0; tree < trees.size(); tree++) {
      List<Tree.Node> nodes = trees.get(tree).nodes();
      for (int node = 0; node < nodes.size(); node++) {
        ensemble.treeIds.addInts(tree);
        ensemble.nodeIds.addInts(node);
        switch (nodes.get(node)) {
          case Tree.Split split -> ensemble.split(split);
          case Tree.Leaf leaf -> ensemble.leaf(tree, node, leaf);
        }
      }
    }
    return ensemble.attributes();
  }

  private void split(Tree.Split split) {
    modes.addStrings(ByteString.copyFromUtf8("BRANCH_LT"));
    featureIds.addInts(split.feature());
    values.addFloats(split.value());
    left.addInts(split.left());
    right.addInts(split.right());
  }

  /** The lists are of one length, so a leaf has a place in each, also where it says nothing. */
  private void leaf(int tree, int node, Tree.Leaf leaf) {
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

  private List<AttributeProto> attributes() {
    AttributeProto.Builder targetCount =
        attribute("n_targets", AttributeProto.AttributeType.INT).setI(1);
    return Stream.of(
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
            weights,
            targetCount)
        .map(AttributeProto.Builder::build)
        .toList();
  }

  private static AttributeProto.Builder longs(String name) {
    return attribute(name, AttributeProto.AttributeType.INTS);
  }

  private static AttributeProto.Builder floats(String name) {
    return attribute(name, AttributeProto.AttributeType.FLOATS);
  }

  private static AttributeProto.Builder attribute(String name, AttributeProto.AttributeType type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }
}
