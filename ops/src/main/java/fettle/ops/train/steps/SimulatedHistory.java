package fettle.ops.train.steps;

import fettle.ops.Failure;
import fettle.ops.local.JavaPrograms;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.process.ExitStatus;
import fettle.ops.train.workspace.WholeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Simulated days of pumps without faults, written by the sensor module: the same bytes whenever
 * they are made.
 *
 * @param programs the built ones, of which the sensor module is one
 * @param folder one CSV file a machine
 * @param machines how many pumps
 * @param day how long a simulated day takes, at most {@link #DAY}, which is how much is made
 */
public record SimulatedHistory(JavaPrograms programs, Path folder, int machines, Duration day) {
  /** Short, so that a person sees the load change, and history of a whole day is quickly made. */
  public static final Duration DAY = Duration.ofMinutes(10);

  private static final int MACHINES = 4;

  private static final String INTERVAL = "PT0.1S";
  private static final long LIMIT_SECONDS = 120;

  /** The usual one. */
  public static SimulatedHistory usual(JavaPrograms programs, Path folder) {
    return new SimulatedHistory(programs, folder, MACHINES, DAY);
  }

  /**
   * @throws Failure when the module is not built, fails or takes too long
   */
  public void make() throws PassingFailure, IOException, InterruptedException {
    Path sensorModule = programs.quarkusJar("sensor-module");
    if (!Files.isRegularFile(sensorModule)) {
      throw new Failure(
          "%s is not there; build it, or name recordings with --from".formatted(sensorModule));
    }
    Path log = folder.resolveSibling(folder.getFileName() + ".log");
    Files.createDirectories(folder.getParent());
    WholeFiles.folder(folder, part -> export(part, log));
  }

  private void export(Path part, Path log) throws IOException, InterruptedException {
    List<String> command = programs.java("history", "256m");
    command.add("-Dsensor.export.folder=" + part);
    command.add("-Dsensor.simulated.day=" + day);
    command.add("-Dsensor.simulated.machines=" + machines);
    command.add("-Dsensor.export.duration=" + DAY);
    command.add("-Dsensor.sampling.interval=" + INTERVAL);
    command.add("-jar");
    command.add(programs.quarkusJar("sensor-module").toString());
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new Failure("simulating history took too long; see " + log);
      }
      if (process.exitValue() != 0) {
        throw new Failure(
            "simulating history ended with %s; see %s"
                .formatted(ExitStatus.describe(process.exitValue()), log));
      }
    } finally {
      process.destroyForcibly();
    }
  }
}
