package fettle.ops.train.steps;

import fettle.ops.Failure;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.process.ExitStatus;
import fettle.ops.train.workspace.WholeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A simulated day of pumps without faults, written by the sensor module: the same bytes whenever it
 * is made.
 *
 * @param sensorModule the module's {@code quarkus-run.jar}
 * @param folder one CSV file a machine
 */
public record SimulatedHistory(Path sensorModule, Path folder) {
  /** Short, so that a demo's load is like the one that was learned. */
  private static final String DAY = "PT10M";

  private static final String INTERVAL = "PT0.1S";
  private static final long LIMIT_SECONDS = 120;

  /**
   * @throws Failure when the module is not built, fails or takes too long
   */
  void make() throws PassingFailure, IOException, InterruptedException {
    if (!Files.isRegularFile(sensorModule)) {
      throw new Failure(
          "%s is not there; build it, or name recordings with --from".formatted(sensorModule));
    }
    Path log = folder.resolveSibling(folder.getFileName() + ".log");
    Files.createDirectories(folder.getParent());
    WholeFiles.folder(folder, part -> export(part, log));
  }

  private void export(Path part, Path log) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Dsensor.export.folder=" + part,
                    "-Dsensor.simulated.day=" + DAY,
                    "-Dsensor.sampling.interval=" + INTERVAL,
                    "-jar",
                    sensorModule.toString()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
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
