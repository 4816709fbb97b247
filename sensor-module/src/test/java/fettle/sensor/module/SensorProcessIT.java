package fettle.sensor.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program as edgeAgent runs it. */
class SensorProcessIT {
  private static final Path PROGRAM = Path.of("target/quarkus-app/quarkus-run.jar");
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final int FILES = 4;
  private static final int ROWS = 900;
  private static final int KILLS = 2;

  @TempDir Path folder;
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void endProcesses() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  void replayThatIsKilledAgainAndAgainLosesAndRepeatsNothing() throws Exception {
    HubResource hub = new HubResource();
    hub.start();
    try (Probe probe = Probe.connect(hub.environment(HubResource.PROBE))) {
      Map<String, String> environment = new HashMap<>(hub.workloadEnvironment(HubResource.SENSOR));
      environment.put("SENSOR_SOURCE", "replay");
      environment.put("SENSOR_REPLAY_FILES", recordings());
      environment.put("SENSOR_REPLAY_SPEED", "100");
      environment.put("SENSOR_RUN", "kills");

      for (int kill = 1; kill <= KILLS; kill++) {
        Process process = run(environment);
        int before = probe.messages().size();
        await().atMost(SOON).until(() -> probe.messages().size() > before + 20);
        process.destroyForcibly().waitFor();
      }
      run(environment);
      await().atMost(SOON).until(() -> hub.reported().at("/replay/done").asBoolean());

      // the hub has acknowledged all; what it keeps for the probe is still on its way
      await()
          .atMost(SOON)
          .until(
              () ->
                  Recordings.rows(probe.bodies()).values().stream().mapToInt(List::size).sum()
                      >= FILES * ROWS);

      Map<String, List<Integer>> rows = Recordings.rows(probe.bodies());
      assertThat(rows).hasSize(FILES);
      rows.values().forEach(machine -> assertThat(machine).isEqualTo(Recordings.upTo(ROWS)));
      for (JsonNode machine : hub.reported().path("machines")) {
        if (machine.isObject() && machine.has("read")) {
          assertThat(machine.path("read").asInt()).isEqualTo(ROWS);
          assertThat(machine.path("sent").asInt()).isEqualTo(ROWS);
        }
      }
    } finally {
      hub.stop();
    }
  }

  @Test
  void historyIsWrittenAndTheProgramEnds() throws Exception {
    Process process =
        run(
            Map.of(
                "SENSOR_EXPORT_FOLDER", folder.resolve("history").toString(),
                "SENSOR_EXPORT_DURATION", "PT1M",
                "SENSOR_SIMULATED_MACHINES", "2"));

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(Files.readAllLines(folder.resolve("history/pump-02.csv"))).hasSize(1 + 600);
  }

  @Test
  void badInputEndsTheProgramWithTheReason() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.csv"), "time|a\n1|2\n");
    Process process =
        run(Map.of("SENSOR_SOURCE", "replay", "SENSOR_REPLAY_FILES", broken.toString()));

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(Files.readString(log())).contains("broken.csv:1", "separator");
  }

  private String recordings() throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      files.add(Recordings.write(folder, "m" + i, ROWS));
    }
    return files.stream().map(Path::toString).collect(Collectors.joining(","));
  }

  private Process run(Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dquarkus.http.port=0",
            "-jar",
            PROGRAM.toAbsolutePath().toString());
    builder.environment().putAll(environment);
    builder.directory(folder.toFile());
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private Path log() {
    return folder.resolve("sensor.log");
  }
}
