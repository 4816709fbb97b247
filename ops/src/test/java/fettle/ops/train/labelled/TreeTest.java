package fettle.ops.train.labelled;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TreeTest {
  private static final String DUMP =
      """
      { "nodeid": 0, "depth": 0, "split": "f1", "split_condition": 0.5, "yes": 1, "no": 2,
        "missing": 2, "children": [
          { "nodeid": 1, "leaf": -0.25 },
          { "nodeid": 2, "depth": 1, "split": "f0", "split_condition": 1e-3, "yes": 3, "no": 4,
            "missing": 4, "children": [
              { "nodeid": 3, "leaf": 0.125 },
              { "nodeid": 4, "leaf": 1 }]}]}
      """;

  @Test
  void windowsGoLeftWhenTheirFeatureIsLess() {
    Tree tree = Tree.parse(DUMP);

    assertThat(tree.weight(new float[] {0, 0.25f})).isEqualTo(-0.25f);
    assertThat(tree.weight(new float[] {0, 0.5f})).as("equal is not less").isEqualTo(0.125f);
    assertThat(tree.weight(new float[] {1e-3f, 9})).isEqualTo(1f);
  }
}
