package fettle.ops.train.steps;

import fettle.ops.Failure;
import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Outputs;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Step;
import fettle.ops.train.workspace.JobSpec;
import fettle.ops.train.workspace.JobState;
import fettle.ops.train.workspace.JobState.Phase;
import fettle.ops.train.workspace.ModelVersion;
import fettle.ops.train.workspace.ModelWorkspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Submits the training, unless a model of this fingerprint is registered, or a job for it runs or
 * has completed. A job's name says the model, its version and the fingerprint, so a job that a
 * killed run submitted is found again; one that failed is followed by another with a counted name.
 *
 * @param before ids of steps that have to be done before a job runs
 */
record SubmitStep(TrainingInput input, ModelWorkspace workspace, List<String> before)
    implements Step {
  static final String ID = "submit";
  static final String JOB = "job";
  static final String VERSION = "version";

  private static final int FINGERPRINT_DIGITS = 12;
  private static final int MOST_ATTEMPTS = 100;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Set<String> needs() {
    Set<String> needs = new HashSet<>(before);
    needs.add(RegisterDatasetStep.ID);
    return needs;
  }

  @Override
  public Finding look(Outputs outputs) throws PassingFailure, IOException, InterruptedException {
    Optional<String> fingerprint = input.fingerprint();
    if (fingerprint.isEmpty()) {
      return new Finding.Create("training job for " + input.settings().name());
    }
    KnownModels known = KnownModels.of(input, workspace);
    if (known.same().isPresent()) {
      ModelVersion model = known.same().get();
      outputs.put(JOB, model.job());
      outputs.put(VERSION, Integer.toString(model.version()));
      return new Finding.Leave(
          model.title() + " is learned from this data with these options already");
    }
    int version = known.newest() + 1;
    String title = input.settings().name() + "-" + version;
    String first = title + "-" + fingerprint.get().substring(0, FINGERPRINT_DIGITS);
    String job = outputs.own(JOB).filter(own -> own.startsWith(first)).orElse(first);
    for (int attempt = 2; attempt <= MOST_ATTEMPTS; attempt++) {
      Optional<JobState> state = workspace.job(job);
      if (state.isEmpty() || state.get().phase() != Phase.FAILED) {
        outputs.put(JOB, job);
        outputs.put(VERSION, Integer.toString(version));
        return state.isPresent()
            ? new Finding.Leave("training job %s (%s)".formatted(job, state.get().detail()))
            : new Finding.Create("training job " + job + " in " + workspace.place());
      }
      job = first + "-" + attempt;
    }
    throw new Failure(
        "%d training jobs named %s have failed; see what they say, and change data or options"
            .formatted(MOST_ATTEMPTS, first));
  }

  @Override
  public void apply(Finding finding, Outputs outputs, Progress progress)
      throws PassingFailure, IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(input.settings().arguments());
    arguments.addAll(List.of("--model-version", outputs.own(VERSION).orElseThrow()));
    workspace.submit(
        new JobSpec(
            outputs.own(JOB).orElseThrow(),
            input.madeDataset(),
            arguments,
            input.settings().timeLimit()));
  }
}
