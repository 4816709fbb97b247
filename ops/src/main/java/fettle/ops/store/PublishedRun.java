package fettle.ops.store;

import fettle.ops.pipeline.RunState;
import fettle.ops.pipeline.StepState;
import fettle.telemetry.pipeline.PipelineRun;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A run as it is shown: without the outputs of its steps, which are for later runs. */
public final class PublishedRun {
  private PublishedRun() {}

  /** Of the journal's run; the same run always has the same id. */
  public static PipelineRun of(RunState run, String by, Instant seen) {
    return new PipelineRun(
        id(run.pipeline(), run.started()),
        run.pipeline(),
        run.environment(),
        run.target(),
        by,
        run.started().toEpochMilli(),
        millis(run.ended()),
        seen.toEpochMilli(),
        null,
        run.steps().entrySet().stream().map(PublishedRun::step).toList());
  }

  /** Of one that failed before it had any step. */
  public static PipelineRun failed(
      String pipeline, String environment, String target, String by, Instant now, String error) {
    long at = now.toEpochMilli();
    return new PipelineRun(
        id(pipeline, now), pipeline, environment, target, by, at, at, at, error, List.of());
  }

  /** What a run is known by. */
  public static String id(String pipeline, Instant started) {
    return pipeline + "-" + started.toEpochMilli();
  }

  private static PipelineRun.Step step(Map.Entry<String, StepState> entry) {
    StepState step = entry.getValue();
    return new PipelineRun.Step(
        entry.getKey(),
        status(step.status()),
        step.result(),
        step.what(),
        millis(step.started()),
        millis(step.ended()),
        step.attempts(),
        step.error());
  }

  private static PipelineRun.Status status(StepState.Status status) {
    return switch (status) {
      case WAITING -> PipelineRun.Status.WAITING;
      case RUNNING -> PipelineRun.Status.RUNNING;
      case DONE -> PipelineRun.Status.DONE;
      case FAILED -> PipelineRun.Status.FAILED;
      case SKIPPED -> PipelineRun.Status.SKIPPED;
    };
  }

  private static Long millis(Instant time) {
    return time == null ? null : time.toEpochMilli();
  }
}
