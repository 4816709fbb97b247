package fettle.ops.worker;

import fettle.ops.command.PipelineCall;
import fettle.telemetry.pipeline.RequestedPipeline;
import java.time.Instant;
import java.util.Optional;

/** The pipelines of one environment, as a worker sees them. */
interface Runs {

  /** When the newest run of a pipeline began, whoever asked for it. */
  Optional<Instant> newest(RequestedPipeline pipeline);

  /**
   * Runs it to its end.
   *
   * @param by who asked for it
   */
  PipelineCall.Outcome run(RequestedPipeline pipeline, String by);
}
