package fettle.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelDriftTest {

  @Test
  void sharesThatMovedByMoreThanChanceAndEnoughAreAShift() {
    assertThat(between(Map.of("ok", 900L, "bad", 100L), Map.of("ok", 700L, "bad", 300L), 1))
        .isEqualTo(Finding.Outcome.SHIFTED);
  }

  @Test
  void aMoveThatMattersToNobodyIsNoneHoweverCertain() {
    assertThat(
            between(
                Map.of("ok", 900_000L, "bad", 100_000L),
                Map.of("ok", 890_000L, "bad", 110_000L),
                1))
        .isEqualTo(Finding.Outcome.SAME);
  }

  @Test
  void labelsThatCameInRunsAreWorthFewer() {
    assertThat(between(Map.of("ok", 900L, "bad", 100L), Map.of("ok", 700L, "bad", 300L), 20))
        .isEqualTo(Finding.Outcome.SAME);
  }

  @Test
  void aLabelThatHardlyOccursTellsNothing() {
    assertThat(between(Map.of("ok", 900L), Map.of("ok", 897L, "bad", 3L), 1))
        .isEqualTo(Finding.Outcome.TOO_FEW_READINGS);
    assertThat(between(Map.of(), Map.of(), 1)).isEqualTo(Finding.Outcome.TOO_FEW_READINGS);
  }

  private static Finding.Outcome between(
      Map<String, Long> before, Map<String, Long> after, double perIndependent) {
    return LabelDrift.between(before, after, perIndependent, Sensitivity.DEFAULT).outcome();
  }
}
