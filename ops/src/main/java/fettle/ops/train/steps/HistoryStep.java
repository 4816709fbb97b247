package fettle.ops.train.steps;

import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Outputs;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;

/** Makes the history of simulated pumps. */
record HistoryStep(SimulatedHistory history) implements Step {
  static final String ID = "history";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Set<String> needs() {
    return Set.of();
  }

  @Override
  public Finding look(Outputs outputs) {
    String what = "simulated history in " + history.folder();
    return Files.isDirectory(history.folder()) ? new Finding.Leave(what) : new Finding.Create(what);
  }

  @Override
  public void apply(Finding finding, Outputs outputs, Progress progress)
      throws PassingFailure, IOException, InterruptedException {
    history.make();
  }
}
