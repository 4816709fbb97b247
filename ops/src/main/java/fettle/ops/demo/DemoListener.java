package fettle.ops.demo;

import fettle.ops.deploy.DeployCommand;
import fettle.ops.local.LocalProvision;
import fettle.ops.pipeline.RunListener;
import fettle.ops.train.TrainReport;
import fettle.ops.train.steps.TrainPipeline;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A line for each step of a demo's pipelines that a person cares for. */
final class DemoListener implements RunListener {
  /** What to say of steps; those that are about themselves say what they are. */
  private static final Map<String, UnaryOperator<String>> WORDS =
      Map.of(
          LocalProvision.REDIS, UnaryOperator.identity(),
          LocalProvision.HUB, UnaryOperator.identity(),
          LocalProvision.GATEWAY, UnaryOperator.identity(),
          LocalProvision.DASHBOARD, UnaryOperator.identity(),
          TrainPipeline.MODEL_STEP, what -> "first " + what,
          DeployCommand.MANIFEST_STEP, what -> "deployment applied: " + what,
          DeployCommand.MODULES_STEP, what -> what + ": as deployed, model in use");

  private final Console console;

  DemoListener(Console console) {
    this.console = console;
  }

  @Override
  public void on(Event event) {
    switch (event) {
      case Said word -> {
        if (word.line().startsWith(TrainReport.NO_MODEL)) {
          console.remark(word.line());
        }
      }
      case Retrying retry -> console.remark(retry.reason() + "; trying again");
      case Done done -> {
        UnaryOperator<String> words = WORDS.get(done.step());
        if (words != null) {
          console.step(words.apply(done.finding().what()));
        }
      }
      case Started started -> {}
      case Working working -> {}
      // failures are told once, in the end
      case Failed failed -> {}
      case Skipped skipped -> {}
    }
  }
}
