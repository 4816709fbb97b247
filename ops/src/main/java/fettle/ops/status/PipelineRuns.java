package fettle.ops.status;

import fettle.ops.pipeline.Journal;
import fettle.ops.pipeline.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The newest run of each pipeline, from the journal. */
final class PipelineRuns {
  private PipelineRuns() {}

  static List<Status.Run> of(Journal journal) {
    List<Status.Run> runs = new ArrayList<>();
    journal
        .pipelines()
        .forEach(name -> journal.look(name).map(PipelineRuns::run).ifPresent(runs::add));
    return runs;
  }

  static Status.Run run(Journal.Look look) {
    RunState run = look.run();
    return new Status.Run(
        run.pipeline(), result(look), run.started(), run.ended(), trouble(look).orElse(null));
  }

  private static String result(Journal.Look look) {
    if (look.running()) {
      return "running";
    }
    if (look.run().ended() == null) {
      return "broken off";
    }
    return look.run().succeeded() ? "succeeded" : "failed";
  }

  private static Optional<String> trouble(Journal.Look look) {
    RunState run = look.run();
    if (run.ended() == null && !look.running()) {
      String place =
          run.underWay().isEmpty()
              ? "between two steps"
              : "at " + String.join(", ", run.underWay());
      return Optional.of("its process ended %s; run the same again to go on".formatted(place));
    }
    return run.errors().stream().findFirst();
  }
}
