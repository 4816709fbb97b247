package fettle.system.laptop;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.system.RunningDemo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every process of a running demo is killed once; nothing is lost and nothing counted twice. */
class KilledProcessesIT {
  /** Part → text in its command line. */
  private static final Map<String, String> PARTS =
      new TreeMap<>(
          Map.of(
              "gateway", "stream-gateway",
              "dashboard", "dashboard-ui",
              "inference", "inference-module",
              "sensor", "sensor-module",
              "hub", "iot-hub-emulator",
              "redis", "redis-server",
              "worker", "fettle.ops.Main worker"));

  @TempDir Path folder;

  @Test
  void killingEachProcessInTurnLosesNothingAndCountsNothingTwice() throws Exception {
    RecordedCsv recording = RecordedCsv.write(folder.resolve("testbed.csv"), 3_000, 3);
    try (RunningDemo demo =
        new RunningDemo(
            "127.0.17.3",
            folder.resolve("demo"),
            List.of(
                "--replay", recording.file().toString(), "--speed", "60", "--exit-when-done"))) {
      demo.awaitDashboard();

      PARTS.forEach(
          (part, commandLine) -> {
            demo.child(commandLine).destroyForcibly();
            demo.awaitLine(part + " died (killed by SIGKILL); restarting it");
            demo.awaitLine(part + " is back");
          });

      assertThat(demo.awaitExit(Duration.ofMinutes(5))).isZero();
      assertThat(demo.lines())
          .anySatisfy(
              line ->
                  assertThat(line).matches("testbed +3000 +3000 .* 0 +3000 +3000 +3000 +0 +\\d+"))
          .contains("The counts agree at every hop.");
    }
  }
}
