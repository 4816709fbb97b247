package fettle.ops.worker;

import fettle.ops.command.PipelineCall;
import fettle.ops.command.PipelineOptions;
import fettle.ops.dataset.DatasetCommand;
import fettle.ops.deploy.DeployCommand;
import fettle.ops.pipeline.Journal;
import fettle.ops.pipeline.RunListener;
import fettle.ops.pipeline.RunState;
import fettle.ops.retrain.ModelHealth;
import fettle.ops.retrain.Retraining;
import fettle.ops.train.TrainCommand;
import fettle.telemetry.pipeline.RequestedPipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Runs pipelines by their commands.
 *
 * @param folder of the environment
 * @param environment the arguments that say which environment they are for
 * @param health of the models in use
 * @param deploys whether a retraining deploys what it promotes
 * @param listener by the pipeline's name
 */
record CommandRuns(
    Journal journal,
    Path folder,
    List<String> environment,
    ModelHealth health,
    boolean deploys,
    Function<String, RunListener> listener)
    implements Runs {

  @Override
  public Optional<Instant> newest(RequestedPipeline pipeline) {
    return switch (pipeline) {
      case DATASET, TRAIN, DEPLOY -> journal.newest(pipeline.wire()).map(RunState::started);
      // whoever made a data set or trained a model did what a retraining would do
      case RETRAIN ->
          Stream.of(RequestedPipeline.DATASET, RequestedPipeline.TRAIN)
              .flatMap(part -> newest(part).stream())
              .max(Comparator.naturalOrder());
    };
  }

  @Override
  public PipelineCall.Outcome run(RequestedPipeline pipeline, String by) {
    return switch (pipeline) {
      case DATASET -> call(DatasetCommand::new, pipeline, by, List.of());
      case TRAIN -> call(TrainCommand::new, pipeline, by, List.of());
      case DEPLOY -> call(DeployCommand::new, pipeline, by, List.of());
      case RETRAIN -> retrain(by);
    };
  }

  private PipelineCall.Outcome retrain(String by) {
    try {
      return new Retraining(
              health.driftingSince(),
              folder,
              deploys,
              more -> call(DatasetCommand::new, RequestedPipeline.DATASET, by, more),
              more -> call(TrainCommand::new, RequestedPipeline.TRAIN, by, more),
              more -> call(DeployCommand::new, RequestedPipeline.DEPLOY, by, more))
          .run();
    } catch (IOException e) {
      return new PipelineCall.Outcome(Optional.empty(), e.getMessage());
    }
  }

  private PipelineCall.Outcome call(
      Function<PipelineOptions, Callable<Integer>> command,
      RequestedPipeline pipeline,
      String by,
      List<String> more) {
    List<String> arguments = new ArrayList<>(environment);
    arguments.addAll(List.of("--by", by));
    arguments.addAll(more);
    return PipelineCall.run(command, arguments, listener.apply(pipeline.wire()));
  }
}
