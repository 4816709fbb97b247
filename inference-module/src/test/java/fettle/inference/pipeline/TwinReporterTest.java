package fettle.inference.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.inference.model.ModelStatus;
import fettle.inference.pipeline.MachineCounters.Counts;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TwinReporterTest {

  private static final Map<String, Object> NO_MACHINES = Collections.singletonMap("machines", null);

  private final List<Map<String, Object>> patches = new ArrayList<>();
  private ReportedState state = new ReportedState(ModelStatus.NONE, 0, Map.of());
  private Uni<Void> answer = Uni.createFrom().voidItem();
  private final TwinReporter reporter =
      new TwinReporter(
          () -> state,
          patch -> {
            patches.add(patch);
            return answer;
          });

  @Test
  void firstReportForgetsTheMachinesOfAnEarlierLife() {
    state = state(Map.of("pump-01", new Counts(5, 3, 2, 0, null)));

    reporter.report();

    assertThat(patches).hasSize(2);
    assertThat(patches.get(0)).isEqualTo(NO_MACHINES);
    assertThat(patches.get(1)).containsKeys("models", "rejected", "machines");
  }

  @Test
  void onlyWhatChangedIsReported() {
    state = state(Map.of("a", new Counts(1, 1, 0, 0, null), "b", Counts.ZERO));
    reporter.report();
    patches.clear();
    state = state(Map.of("a", new Counts(2, 1, 1, 0, "why"), "b", Counts.ZERO));

    reporter.report();
    reporter.report();

    assertThat(patches)
        .containsExactly(
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
  void machineNoLongerCountedIsRemoved() {
    state = state(Map.of("a", Counts.ZERO));
    reporter.report();
    patches.clear();
    state = state(Map.of());

    reporter.report();

    assertThat(patches).containsExactly(Map.of("machines", Collections.singletonMap("a", null)));
  }

  @Test
  void failedReportIsMadeUpForByTheNext() {
    state = state(Map.of("a", new Counts(1, 0, 1, 0, null)));
    reporter.report();
    patches.clear();
    answer = Uni.createFrom().failure(new IllegalStateException("the hub is away"));
    state = state(Map.of("a", new Counts(2, 0, 2, 0, null)));
    reporter.report();
    answer = Uni.createFrom().voidItem();

    reporter.report();

    assertThat(patches).hasSize(2);
    assertThat(patches.get(1)).isEqualTo(patches.get(0));
  }

  @Test
  void oneReportAtATime() {
    List<UniEmitter<? super Void>> open = new ArrayList<>();
    answer = Uni.createFrom().emitter(open::add);
    reporter.report();
    reporter.report();
    assertThat(patches).hasSize(1);

    open.remove(0).complete(null);
    open.remove(0).complete(null);
    state = state(Map.of("a", Counts.ZERO));
    reporter.report();

    assertThat(patches).as("forget, whole, change").hasSize(3);
  }

  @Test
  void refusedModelIsReportedBesideTheOneInUse() {
    state =
        new ReportedState(
            new ModelStatus(
                "ab",
                ModelStatus.State.FAILED,
                "x".repeat(5000),
                List.of(new ModelStatus.Model("pump", 1, "cd", List.of("pump-*")))),
            0,
            Map.of());

    reporter.report();

    assertThat(patches.get(1).get("models"))
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
                        List.of("pump-*"))),
                "loadedTotal",
                1));
  }

  private static ReportedState state(Map<String, Counts> machines) {
    return new ReportedState(ModelStatus.NONE, 0, machines);
  }
}
