package fettle.ops.train.labelled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ThresholdTest {

  @Test
  void bestThresholdIsHalfwayBetweenTheScoresItParts() {
    double[] scores = {0.9, 0.8, 0.4, 0.2, 0.1};
    boolean[] labels = {true, true, false, false, false};

    assertThat(Threshold.best(scores, labels, i -> true)).isCloseTo(0.6, within(1e-12));
  }

  @Test
  void scoresThatDoNotCountAreLeftOut() {
    double[] scores = {0.9, 0.8, 0.4, 0.2, 0.1};
    boolean[] labels = {true, false, true, false, false};

    assertThat(Threshold.best(scores, labels, i -> i != 1)).isCloseTo(0.3, within(1e-12));
  }

  @Test
  void equalScoresAreNotParted() {
    double[] scores = {0.5, 0.5, 0.5, 0.1};
    boolean[] labels = {true, false, true, false};

    assertThat(Threshold.best(scores, labels, i -> true)).isCloseTo(0.3, within(1e-12));
  }

  @Test
  void areaIsTheShareOfPairsInTheRightOrder() {
    // three anomalous, two healthy: of six pairs one is reversed and one tied
    double[] scores = {0.9, 0.7, 0.7, 0.5, 0.3};
    boolean[] labels = {true, true, false, true, false};

    assertThat(Threshold.areaUnderCurve(scores, labels)).isCloseTo(4.5 / 6, within(1e-12));
  }
}
