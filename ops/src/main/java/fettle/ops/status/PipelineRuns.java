package fettle.ops.status;

import fettle.ops.pipeline.Journal;
import fettle.ops.pipeline.RunState;
import fettle.ops.pipeline.StepState;
import java.util.ArrayList;
import java.util.List;

/** The newest run of each pipeline, from the journal. */
final class PipelineRuns {
  private static final List<String> PIPELINES = List.of("provision", "train", "deploy");

  private PipelineRuns() {}

  static List<Status.Run> of(Journal journal) {
    List<Status.Run> runs = new ArrayList<>();
    PIPELINES.forEach(name -> journal.newest(name).map(PipelineRuns::run).ifPresent(runs::add));
    return runs;
  }

  static Status.Run run(RunState run) {
    String result = run.succeeded() ? "succeeded" : "failed";
    String error =
        run.steps().entrySet().stream()
            .filter(step -> step.getValue().status() == StepState.Status.FAILED)
            .map(step -> step.getKey() + ": " + step.getValue().error())
            .findFirst()
            .orElse(null);
    return new Status.Run(
        run.pipeline(),
        run.ended() == null ? "not ended" : result,
        run.started(),
        run.ended(),
        error);
  }
}
