package fettle.ops.train.steps;

import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Outputs;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Step;
import fettle.ops.train.workspace.Dataset;
import fettle.ops.train.workspace.ModelWorkspace;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Registers the uploaded recordings as a version of a data set. */
record RegisterDatasetStep(TrainingInput input, ModelWorkspace workspace) implements Step {
  static final String ID = "dataset";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Set<String> needs() {
    return Set.of(UploadStep.ID);
  }

  @Override
  public Finding look(Outputs outputs) throws PassingFailure, IOException, InterruptedException {
    Optional<Dataset> dataset = input.dataset();
    if (dataset.isEmpty()) {
      return new Finding.Create("data set " + input.settings().name());
    }
    String what = "data set " + dataset.get();
    outputs.put("version", dataset.get().version());
    return workspace.isRegistered(dataset.get())
        ? new Finding.Leave(what)
        : new Finding.Create(what);
  }

  @Override
  public void apply(Finding finding, Outputs outputs, Progress progress)
      throws PassingFailure, IOException, InterruptedException {
    workspace.register(input.madeDataset());
  }
}
