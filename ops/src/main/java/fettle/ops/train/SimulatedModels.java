package fettle.ops.train;

import fettle.ops.Failure;
import fettle.ops.local.JavaPrograms;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.train.steps.SimulatedHistory;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine;

/** Models of simulated pumps, for what is not about models: without one, nothing is scored. */
public final class SimulatedModels {
  private SimulatedModels() {}

  /**
   * Learns them.
   *
   * @param root the project's folder
   * @param folder for recordings and models; new
   * @return their manifest
   */
  public static Path learn(Path root, Path folder)
      throws IOException, PassingFailure, InterruptedException {
    Path history = folder.resolve("history");
    Path models = folder.resolve("learned");
    SimulatedHistory.usual(new JavaPrograms(root), history).make();
    int exit =
        new CommandLine(new TrainCommand())
            .execute("--from", history.toString(), "--out", models.toString());
    if (exit != 0) {
      throw new Failure("models of simulated pumps could not be learned");
    }
    return models.resolve("manifest.json");
  }
}
