package fettle.ops.train.steps;

import fettle.ops.environment.Recorded;
import fettle.ops.hash.Sha256;
import fettle.ops.pipeline.Pipeline;
import fettle.ops.pipeline.Step;
import fettle.ops.train.workspace.ModelWorkspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The training pipeline over any workspace. */
public final class TrainPipeline {
  public static final String NAME = Recorded.TRAIN;

  /** Id of the step that registers the model. */
  public static final String MODEL_STEP = RegisterModelStep.ID;

  /** Id of the step that says whether it is put in use, in its output {@link #PROMOTED}. */
  public static final String COMPARE_STEP = CompareStep.ID;

  /** Output of {@link #COMPARE_STEP}: {@code true} or {@code false}. */
  public static final String PROMOTED = CompareStep.PROMOTED;

  /** Below the environment's folder: what deployment takes models from. */
  public static final String MODELS = "models";

  /** Below the environment's folder: every version that was verified here, a folder each. */
  public static final String DOWNLOADS = "downloads";

  private TrainPipeline() {}

  /**
   * @param environment folder of the environment on this machine
   * @param force whether the model is put in use even if it is not better than the one in use
   * @param before steps that have to be done before a job runs, such as one that makes its image
   */
  public static Pipeline of(
      TrainSettings settings,
      Recordings recordings,
      ModelWorkspace workspace,
      Path environment,
      boolean force,
      List<Step> before) {
    TrainingInput input = new TrainingInput(settings, recordings, workspace.trainer());
    List<Step> steps = new ArrayList<>(before);
    switch (recordings) {
      case Recordings.Named named -> steps.add(new UploadStep(input, workspace, Set.of()));
      case Recordings.Simulated simulated -> {
        steps.add(new HistoryStep(simulated.history()));
        steps.add(new UploadStep(input, workspace, Set.of(HistoryStep.ID)));
      }
    }
    steps.add(new RegisterDatasetStep(input, workspace));
    steps.add(new SubmitStep(input, workspace, before.stream().map(Step::id).toList()));
    steps.add(new FollowStep(input, workspace));
    steps.add(new RegisterModelStep(input, workspace));
    steps.add(new DownloadStep(input, workspace, environment.resolve(DOWNLOADS)));
    steps.add(new CompareStep(input, environment.resolve(MODELS), force));
    steps.add(new PublishStep(environment.resolve(MODELS)));
    return new Pipeline(NAME, steps);
  }

  /** What a run is asked to do, for telling whether another was asked for the same. */
  public static String inputs(TrainSettings settings, Recordings recordings, boolean force) {
    return Sha256.of(
        String.join("\n", settings.arguments()) + "\n" + recordings + (force ? "\nforce" : ""));
  }
}
