package fettle.sensor.module;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.sensor.settings.Settings;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Settings SETTINGS = new Settings(100, 10, 1_000);

  @Test
  void unchangedReportHasNoPatch() {
    Report report = report(1, Map.of());

    assertThat(report.patch(report)).isEmpty();
  }

  @Test
  void onlyTheMachineThatMovedIsPatched() {
    Report before =
        new Report(
            "simulated",
            SETTINGS,
            Map.of("a", Map.of("read", 1L), "b", Map.of("read", 1L)),
            Map.of(),
            false);
    Report after =
        new Report(
            "simulated",
            SETTINGS,
            Map.of("a", Map.of("read", 1L), "b", Map.of("read", 2L)),
            Map.of(),
            false);

    assertThat(after.patch(before)).isEqualTo(Map.of("machines", Map.of("b", Map.of("read", 2L))));
  }

  @Test
  void refusalThatIsOverIsTakenAway() {
    assertThat(report(1, Map.of()).patch(report(1, Map.of("batch/size", "no"))))
        .isEqualTo(Map.of("errors", Collections.singletonMap("batch/size", null)));
  }

  @Test
  void reportThatIsDoneHasTheCountsOfTheEnd() {
    AtomicBoolean done = new AtomicBoolean();

    // the last acknowledgement comes while the report is made
    Report report =
        Report.now(
            "simulated",
            SETTINGS,
            () -> {
              done.set(true);
              return Map.of();
            },
            Map.of(),
            done::get);

    assertThat(report.replayDone()).as("the counters may be older").isFalse();
  }

  private static Report report(long read, Map<String, String> errors) {
    return new Report("simulated", SETTINGS, Map.of("a", Map.of("read", read)), errors, false);
  }
}
