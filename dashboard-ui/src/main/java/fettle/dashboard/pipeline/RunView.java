package fettle.dashboard.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import fettle.telemetry.pipeline.PipelineRun;
import java.util.List;
import java.util.Locale;

/**
 * A run as the API shows it. Times are epoch milliseconds.
 *
 * @param outcome {@code running}, {@code succeeded}, {@code failed} or {@code broken_off}
 * @param error why it failed before it had any step
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunView(
    String id,
    String pipeline,
    String environment,
    String target,
    String by,
    String outcome,
    long started,
    Long ended,
    String error,
    List<StepView> steps) {

  /**
   * A step.
   *
   * @param status {@code waiting}, {@code running}, {@code done}, {@code failed} or {@code skipped}
   * @param result {@code created}, {@code changed}, {@code left} or {@code differs}
   * @param what the thing it is about
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record StepView(
      String id,
      String status,
      String result,
      String what,
      Long started,
      Long ended,
      int attempts,
      String error) {}

  static RunView of(PipelineRun run, long now) {
    return new RunView(
        run.id(),
        run.pipeline(),
        run.environment(),
        run.target(),
        run.by(),
        run.outcome(now).name().toLowerCase(Locale.ROOT),
        run.started(),
        run.ended(),
        run.error(),
        run.steps().stream().map(RunView::of).toList());
  }

  private static StepView of(PipelineRun.Step step) {
    return new StepView(
        step.id(),
        step.status().name().toLowerCase(Locale.ROOT),
        step.result(),
        step.what(),
        step.started(),
        step.ended(),
        step.attempts(),
        step.error());
  }
}
