package fettle.ops.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.telemetry.MachineId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class LabelsTest {
  private static final MachineId PUMP = new MachineId("edge-01", "pump-01");
  private static final int MOMENTS = 60;

  private static Label label(long from, long to, String label, String at) {
    return new Label(PUMP, from, to, label, "anna", at, "", "the lake's label");
  }

  private static String at(List<Label> labels, long moment) {
    return labels.stream()
        .filter(label -> label.from() <= moment && moment < label.to())
        .map(Label::label)
        .reduce((one, other) -> one + " and " + other)
        .orElse("");
  }

  @RepeatedTest(30)
  void ofEachMomentHoldsWhatWasSaidLast(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    List<Labels.Said> said = new ArrayList<>();
    String[] expected = new String[MOMENTS];
    for (int i = 0; i < 12; i++) {
      int from = random.nextInt(MOMENTS - 1);
      int to = from + 1 + random.nextInt(MOMENTS - from - 1);
      said.add(new Labels.Said(i, label(from, to, "label " + i, "")));
      for (int moment = from; moment < to; moment++) {
        expected[moment] = "label " + i;
      }
    }

    List<Label> painted = Labels.NONE.over(said, List.of(PUMP)).of(PUMP, 0, MOMENTS);

    for (int moment = 0; moment < MOMENTS; moment++) {
      assertThat(at(painted, moment)).isEqualTo(expected[moment] == null ? "" : expected[moment]);
    }
  }

  @Test
  void aRowOfAFileThatDoesNotSayWhenHoldsOverTheLakesAndAnOlderOneDoesNot() {
    List<Label> file = List.of(label(0, 10, "named now", ""), label(10, 20, "old", "2026-03-02"));
    long later = Instant.parse("2026-03-02T08:00:00Z").toEpochMilli();
    List<Labels.Said> decided = List.of(new Labels.Said(later, label(5, 15, "decided", "")));

    Labels labels = Labels.of(file, List.of(PUMP)).over(decided, List.of(PUMP));

    assertThat(labels.of(PUMP, 0, 20))
        .extracting(Label::label)
        .containsExactly("named now", "decided", "old");
    assertThat(labels.count()).isEqualTo(3);
  }

  @Test
  void decisionsAboutMachinesWithoutReadingsAreCountedAndPassedOver() {
    Labels labels =
        Labels.NONE.over(
            List.of(new Labels.Said(1, label(0, 10, "worn", ""))),
            List.of(new MachineId("edge-02", "pump-01")));

    assertThat(labels.count()).isZero();
    assertThat(labels.ofOtherMachines()).isEqualTo(1);
  }
}
