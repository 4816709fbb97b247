package fettle.ops.train.steps;

import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Outputs;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Step;
import fettle.ops.train.reference.TrainingSummary;
import fettle.ops.train.workspace.ModelVersion;
import fettle.ops.train.workspace.ModelWorkspace;
import java.io.IOException;
import java.util.Set;

/** Registers what the job made, with its metrics and fingerprint. */
record RegisterModelStep(TrainingInput input, ModelWorkspace workspace) implements Step {
  static final String ID = "model";
  static final String MODEL = "model";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Set<String> needs() {
    return Set.of(SubmitStep.ID, FollowStep.ID);
  }

  @Override
  public Finding look(Outputs outputs) throws PassingFailure, IOException, InterruptedException {
    KnownModels known = KnownModels.of(input, workspace);
    if (known.same().isPresent()) {
      tell(known.same().get(), outputs);
      return new Finding.Leave("model " + known.same().get().title());
    }
    return new Finding.Create("model " + input.settings().name() + ":" + (known.newest() + 1));
  }

  @Override
  public void apply(Finding finding, Outputs outputs, Progress progress)
      throws PassingFailure, IOException, InterruptedException {
    String job = outputs.get(SubmitStep.ID, SubmitStep.JOB);
    TrainingSummary summary = TrainingSummary.parse(workspace.output(job, TrainingSummary.FILE));
    ModelVersion model =
        new ModelVersion(
            input.settings().name(),
            Integer.parseInt(outputs.get(SubmitStep.ID, SubmitStep.VERSION)),
            input.fingerprint().orElseThrow(),
            input.madeDataset().version(),
            job,
            summary.manifestSha256(),
            summary.metrics());
    workspace.register(model);
    tell(model, outputs);
    summary.metrics().forEach((name, value) -> progress.say(name + " " + value));
  }

  private static void tell(ModelVersion model, Outputs outputs) {
    outputs.put(MODEL, model.title());
    outputs.put("fingerprint", model.fingerprint());
  }
}
