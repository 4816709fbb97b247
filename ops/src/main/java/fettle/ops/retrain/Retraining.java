package fettle.ops.retrain;

import fettle.ops.command.PipelineCall.Outcome;
import fettle.ops.dataset.DatasetCommand;
import fettle.ops.pipeline.RunState;
import fettle.ops.train.steps.TrainPipeline;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Data set → training → deployment, each an ordinary run that a later one takes up where it
 * stopped, so a chain that was broken off anywhere is simply run again.
 *
 * @param since from when on to learn, empty = from everything: when the models in use began to see
 *     something else, what came before would only teach them that both are normal
 * @param folder of the environment
 * @param deploys whether a promoted model is deployed
 * @param dataset runs {@code ./fettle dataset} with these arguments more
 * @param train runs {@code ./fettle train}
 * @param deploy runs {@code ./fettle deploy}
 */
public record Retraining(
    Optional<Instant> since,
    Path folder,
    boolean deploys,
    Function<List<String>, Outcome> dataset,
    Function<List<String>, Outcome> train,
    Function<List<String>, Outcome> deploy) {

  /** Runs the chain; how its last run went. */
  public Outcome run() {
    Outcome made =
        dataset.apply(since.map(begin -> List.of("--since", begin.toString())).orElse(List.of()));
    if (!made.succeeded()) {
      return made;
    }
    Path from = folder.resolve(DatasetCommand.FOLDER);
    Outcome trained = train.apply(List.of("--from", from.toString()));
    return trained.succeeded() && deploys && isPromoted(trained)
        ? deploy.apply(List.of())
        : trained;
  }

  private static boolean isPromoted(Outcome trained) {
    return trained
        .run()
        .map(RunState::steps)
        .map(steps -> steps.get(TrainPipeline.COMPARE_STEP))
        .map(step -> step.outputs().get(TrainPipeline.PROMOTED))
        .filter("true"::equals)
        .isPresent();
  }
}
