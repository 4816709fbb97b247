package fettle.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sensor is calibrated anew, and the system follows by itself. */
class DriftScenarioIT {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  @TempDir Path folder;

  /** The scenario itself fails when another signal drifts, or a run does. */
  @Test
  void driftIsNoticedLearnedPromotedAndDeployedAndTheScoreIsNormalAgain() throws Exception {
    try (RunningDemo demo =
        new RunningDemo(
            "127.0.17.6",
            folder.resolve("demo"),
            List.of("--scenario", "drift", "--exit-when-done"))) {

      assertThat(demo.awaitExit(LIMIT)).isZero();

      assertThat(demo.lines())
          .anyMatch(line -> line.contains("drift of temperature on edge-01/pump-01"))
          .anyMatch(line -> line.contains("asked for by rule: drift of temperature"))
          .anyMatch(line -> line.matches(".* and 2 more is put in use: .* is clearly nearer .*"))
          .anyMatch(line -> line.contains("runs on edge-01/pump-01; nothing was restarted"))
          .anyMatch(line -> line.contains("the score is normal on every pump"))
          .noneMatch(line -> line.contains("died"));
    }
  }
}
