package fettle.ops.train.steps;

import fettle.ops.Failure;
import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Outputs;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Step;
import fettle.ops.train.workspace.JobState;
import fettle.ops.train.workspace.JobState.Phase;
import fettle.ops.train.workspace.ModelWorkspace;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Follows the training to its end and shows what it says. Questions that go wrong for a while do
 * not end the following, and a later run goes on where this one stopped reading.
 */
record FollowStep(TrainingInput input, ModelWorkspace workspace) implements Step {
  static final String ID = "follow";

  /** Beyond the job's own limit: what a cluster may take to give it a machine. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private static final int MOST_FAILURES_IN_A_ROW = 5;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Set<String> needs() {
    return Set.of(SubmitStep.ID);
  }

  @Override
  public Finding look(Outputs outputs) throws PassingFailure, IOException, InterruptedException {
    Optional<String> job = outputs.of(SubmitStep.ID, SubmitStep.JOB);
    if (job.isEmpty()) {
      return new Finding.Create("the result of the training");
    }
    String what = "the result of training job " + job.get();
    if (KnownModels.of(input, workspace).same().isPresent()) {
      return new Finding.Leave(what);
    }
    return workspace.job(job.get()).filter(state -> state.phase() == Phase.COMPLETED).isPresent()
        ? new Finding.Leave(what)
        : new Finding.Create(what);
  }

  @Override
  public void apply(Finding finding, Outputs outputs, Progress progress)
      throws PassingFailure, IOException, InterruptedException {
    String job = outputs.get(SubmitStep.ID, SubmitStep.JOB);
    JobLog log = new JobLog(workspace, job, outputs, progress);
    long deadline = System.nanoTime() + input.settings().timeLimit().plus(LONGEST_WAIT).toNanos();
    String shown = "";
    int failures = 0;
    while (true) {
      Duration pause = workspace.pollEvery();
      try {
        JobState state =
            workspace
                .job(job)
                .orElseThrow(() -> new Failure("training job " + job + " is gone; run again"));
        if (!state.detail().equals(shown)) {
          progress.say(job + ": " + state.detail());
          shown = state.detail();
        }
        log.show(state.ended());
        if (state.phase() == Phase.FAILED) {
          throw new Failure(
              "training job %s failed: %s%s".formatted(job, state.detail(), log.lastLine()));
        }
        if (state.phase() == Phase.COMPLETED) {
          return;
        }
        failures = 0;
      } catch (PassingFailure e) {
        failures++;
        if (failures >= MOST_FAILURES_IN_A_ROW) {
          throw e;
        }
        Duration asked = e.retryAfter().orElse(pause);
        pause = asked.compareTo(pause) > 0 ? asked : pause;
      }
      if (System.nanoTime() + pause.toNanos() > deadline) {
        throw new Failure(
            "training job %s is still %s; run again to go on following it".formatted(job, shown));
      }
      Thread.sleep(pause);
    }
  }
}
