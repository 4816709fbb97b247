package fettle.ops.dataset;

import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Pipeline;
import java.io.IOException;
import java.util.List;

/** The pipeline that makes a data set. */
public final class DatasetPipeline {
  public static final String NAME = "dataset";
  static final String SPLIT = "split";

  private static final String MACHINES = "machines";
  private static final String LABELS = "labels";

  private DatasetPipeline() {}

  static Pipeline of(DatasetRun run) {
    return new Pipeline(
        NAME,
        List.of(
            new CompactStep(run),
            new LookingStep(
                MACHINES,
                CompactStep.ID,
                "what '%s' has".formatted(run.settings().machines()),
                () -> machines(run.survey())),
            new LookingStep(
                LABELS,
                MACHINES,
                run.settings().labels().map(file -> "labels of " + file).orElse("no labels"),
                () -> labels(run)),
            new LookingStep(
                SPLIT, LABELS, run.settings().split().toString(), () -> run.cut().words()),
            new WriteStep(run),
            new ManifestStep(run)));
  }

  private static String machines(Survey survey) {
    return "%,d readings of %,d machines, signals %s"
        .formatted(survey.rows(), survey.machines().size(), Labels.some(survey.signals()));
  }

  private static String labels(DatasetRun run)
      throws PassingFailure, IOException, InterruptedException {
    return run.settings().labels().isEmpty()
        ? "no labels"
        : "%,d labels of %,d machines from %s"
            .formatted(
                run.labels().count(),
                run.labels().machines().size(),
                run.settings().labels().get());
  }
}
