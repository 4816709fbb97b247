package fettle.ops.demo;

import fettle.ops.Failure;
import fettle.ops.local.JavaPrograms;
import fettle.ops.process.ExitStatus;
import fettle.ops.train.reference.TrainOutcome;
import fettle.ops.train.reference.TrainRequest;
import fettle.ops.train.reference.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Trains what the demo starts with: from the beginning of each recording, one model a machine, or
 * from simulated history without faults, one model for all pumps.
 */
final class FirstModel {
  private static final long EXPORT_LIMIT_SECONDS = 120;

  private static final String SAMPLING_INTERVAL = "PT0.1S";

  private final DemoSettings settings;

  FirstModel(DemoSettings settings) {
    this.settings = settings;
  }

  /**
   * A manifest of models.
   *
   * @param summary a few words for a person
   */
  record Trained(Path manifest, String sha256, String summary) {}

  Trained train() {
    Path out = settings.folder().resolve("models");
    TrainRequest request =
        settings.isReplay()
            ? TrainRequest.perMachine(settings.replay(), "machine", out)
            : TrainRequest.shared(simulatedHistory(), "pump", "pump-*", out);
    return switch (Training.run(request)) {
      case TrainOutcome.Written written ->
          new Trained(
              written.manifest(),
              written.sha256(),
              written.models().size() == 1
                  ? written.models().getFirst().name() + ":" + written.models().getFirst().version()
                  : written.models().size() + " models");
      case TrainOutcome.Failed failed -> throw new Failure(failed.problem());
    };
  }

  /** The sensor module as a program that writes simulated history and ends. */
  private List<String> history(Path folder) {
    JavaPrograms programs = new JavaPrograms(settings.root());
    List<String> command = programs.java("history", "256m");
    command.add("-Dsensor.export.folder=" + folder);
    command.add("-Dsensor.simulated.day=" + SensorSource.SIMULATED_DAY);
    command.add("-Dsensor.sampling.interval=" + SAMPLING_INTERVAL);
    command.add("-jar");
    command.add(programs.quarkusJar("sensor-module").toString());
    return command;
  }

  private List<Path> simulatedHistory() {
    Path folder = settings.folder().resolve("history");
    Path log = settings.local().log("history");
    try {
      Files.createDirectories(folder);
      Process export =
          new ProcessBuilder(history(folder))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!export.waitFor(EXPORT_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        export.destroyForcibly();
        throw new Failure("simulating history took too long; see " + log);
      }
      if (export.exitValue() != 0) {
        throw new Failure(
            "simulating history ended with %s; see %s"
                .formatted(ExitStatus.describe(export.exitValue()), log));
      }
      try (Stream<Path> files = Files.list(folder)) {
        return files.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
      }
    } catch (IOException e) {
      throw new Failure("simulating history failed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted while simulating history", e);
    }
  }
}
