package fettle.inference.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.inference.model.ModelStatus;
import fettle.inference.pipeline.MachineCounters.Counts;
import fettle.inference.sketch.SketchInterval;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportedStateTest {

  private static final SketchInterval SKETCH = new SketchInterval(Duration.ofMinutes(5), null);

  @Test
  void firstReportIsWhole() {
    assertThat(state(Map.of("pump-01", new Counts(5, 3, 2, 0, null))).patchFrom(null))
        .containsOnlyKeys("models", "sketch", "rejected", "machines");
  }

  @Test
  void onlyWhatChangedIsReported() {
    ReportedState last = state(Map.of("a", new Counts(1, 1, 0, 0, null), "b", Counts.ZERO));
    ReportedState now = state(Map.of("a", new Counts(2, 1, 1, 0, "why"), "b", Counts.ZERO));

    assertThat(now.patchFrom(last))
        .isEqualTo(
            Map.of(
                "machines",
                Map.of(
                    "a",
                    Map.of(
                        "received",
                        2L,
                        "scored",
                        1L,
                        "unscored",
                        1L,
                        "rejected",
                        0L,
                        "problem",
                        "why"))));
  }

  @Test
  void unchangedStateHasNoPatch() {
    ReportedState state = state(Map.of("a", Counts.ZERO));

    assertThat(state.patchFrom(state)).isEmpty();
  }

  @Test
  void machineNoLongerCountedIsRemoved() {
    assertThat(state(Map.of()).patchFrom(state(Map.of("a", Counts.ZERO))))
        .isEqualTo(Map.of("machines", Collections.singletonMap("a", null)));
  }

  @Test
  void refusedModelIsReportedBesideTheOneInUse() {
    ModelStatus models =
        new ModelStatus(
            "ab",
            ModelStatus.State.FAILED,
            "x".repeat(5000),
            List.of(new ModelStatus.Model("pump", 1, "cd", List.of("pump-*"))));

    assertThat(new ReportedState(models, SKETCH, 0, Map.of()).patchFrom(null).get("models"))
        .isEqualTo(
            Map.of(
                "sha256",
                "ab",
                "state",
                "failed",
                "error",
                "x".repeat(500),
                "loaded",
                List.of(
                    Map.of(
                        "name",
                        "pump",
                        "version",
                        1,
                        "sha256",
                        "cd",
                        "machines",
                        List.of("pump-*"),
                        "machinesTotal",
                        1)),
                "loadedTotal",
                1));
  }

  @Test
  void patternsWithoutEndDoNotFillTheTwin() {
    List<String> patterns = IntStream.range(0, 1000).mapToObj(i -> i + "x".repeat(500)).toList();
    ModelStatus models =
        new ModelStatus(
            "ab",
            ModelStatus.State.ACTIVE,
            null,
            List.of(new ModelStatus.Model("pump", 1, "cd", patterns)));

    String reported =
        new ReportedState(models, SKETCH, 0, Map.of()).patchFrom(null).get("models").toString();

    assertThat(reported).contains("0xxx", "machinesTotal=1000").hasSizeLessThan(1_000);
  }

  private static ReportedState state(Map<String, Counts> machines) {
    return new ReportedState(ModelStatus.NONE, SKETCH, 0, machines);
  }
}
