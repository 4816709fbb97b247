package fettle.ops.train.labelled;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * A regression tree. At a split a window goes left when its feature is less than the value, in
 * single precision.
 *
 * @param nodes by number, the root first
 */
record Tree(List<Node> nodes) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A place in a tree. */
  sealed interface Node {}

  /**
   * @param left number of the node for less
   * @param right number of the node for the rest
   */
  record Split(int feature, float value, int left, int right) implements Node {}

  /**
   * @param weight added to the log-odds
   */
  record Leaf(float weight) implements Node {}

  /** A tree as XGBoost dumps it in JSON. */
  static Tree parse(String dump) {
    try {
      List<JsonNode> found = new ArrayList<>();
      collect(JSON.readTree(dump), found);
      Node[] nodes = new Node[found.size()];
      for (int i = 0; i < nodes.length; i++) {
        nodes[i] = node(found.get(i), found);
      }
      return new Tree(List.of(nodes));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("XGBoost dumped a tree that is no JSON", e);
    }
  }

  private static void collect(JsonNode node, List<JsonNode> into) {
    into.add(node);
    node.path("children").forEach(child -> collect(child, into));
  }

  private static Node node(JsonNode node, List<JsonNode> all) {
    if (node.has("leaf")) {
      return new Leaf(Float.parseFloat(node.path("leaf").asText()));
    }
    return new Split(
        Integer.parseInt(node.path("split").asText().substring(1)),
        Float.parseFloat(node.path("split_condition").asText()),
        position(node.path("yes").asInt(), all),
        position(node.path("no").asInt(), all));
  }

  private static int position(int id, List<JsonNode> all) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).path("nodeid").asInt() == id) {
        return i;
      }
    }
    throw new IllegalStateException("XGBoost dumped a tree without its node " + id);
  }

  float weight(float[] features) {
    int at = 0;
    while (true) {
      switch (nodes.get(at)) {
        case Leaf leaf -> {
          return leaf.weight();
        }
        case Split split ->
            at = features[split.feature()] < split.value() ? split.left() : split.right();
      }
    }
  }
}
