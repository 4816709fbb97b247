package fettle.ops.worker;

import fettle.ops.command.PipelineCall;
import fettle.ops.command.PipelineOptions;
import fettle.ops.deploy.DeployCommand;
import fettle.ops.pipeline.Journal;
import fettle.ops.pipeline.RunListener;
import fettle.ops.pipeline.RunState;
import fettle.ops.train.TrainCommand;
import fettle.telemetry.pipeline.RequestedPipeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Runs pipelines by their commands.
 *
 * @param environment the arguments that say which environment they are for
 * @param listener by the pipeline's name
 */
record CommandRuns(
    Journal journal, List<String> environment, Function<String, RunListener> listener)
    implements Runs {

  @Override
  public Optional<Instant> newest(RequestedPipeline pipeline) {
    return journal.newest(pipeline.wire()).map(RunState::started);
  }

  @Override
  public PipelineCall.Outcome run(RequestedPipeline pipeline, String by) {
    List<String> arguments = new ArrayList<>(environment);
    arguments.addAll(List.of("--by", by));
    return PipelineCall.run(command(pipeline), arguments, listener.apply(pipeline.wire()));
  }

  private static Function<PipelineOptions, Callable<Integer>> command(RequestedPipeline pipeline) {
    return switch (pipeline) {
      case TRAIN -> TrainCommand::new;
      case DEPLOY -> DeployCommand::new;
    };
  }
}
