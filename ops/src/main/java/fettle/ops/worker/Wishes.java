package fettle.ops.worker;

import fettle.ops.retrain.RetrainTrigger;
import fettle.telemetry.pipeline.RequestedPipeline;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What is due without anybody asking: by the schedule, and by the rule for retraining. */
final class Wishes {
  private static final String SCHEDULE = "schedule";

  private final Map<RequestedPipeline, Duration> intervals;
  private final Runs runs;
  private final Optional<RetrainTrigger> rule;

  /**
   * @param intervals of pipelines that run by themselves
   * @param rule empty where it is off
   */
  Wishes(Map<RequestedPipeline, Duration> intervals, Runs runs, Optional<RetrainTrigger> rule) {
    this.intervals = Map.copyOf(intervals);
    this.runs = runs;
    this.rule = rule;
  }

  /**
   * Who asks for a pipeline now; empty = nobody.
   *
   * @throws IOException when it cannot be told now
   */
  Optional<String> by(RequestedPipeline pipeline, Instant now) throws IOException {
    if (isDue(pipeline, now)) {
      return Optional.of(SCHEDULE);
    }
    return pipeline == RequestedPipeline.RETRAIN && rule.isPresent()
        ? rule.get().asks(now)
        : Optional.empty();
  }

  private boolean isDue(RequestedPipeline pipeline, Instant now) {
    Duration interval = intervals.get(pipeline);
    return interval != null
        && runs.newest(pipeline).map(began -> !now.isBefore(began.plus(interval))).orElse(true);
  }
}
