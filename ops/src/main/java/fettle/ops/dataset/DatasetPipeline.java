package fettle.ops.dataset;

import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
                run.settings()
                    .labels()
                    .map(file -> "labels of the lake and of " + file)
                    .orElse("labels of the lake"),
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
    Labels labels = run.labels();
    int decided = run.lakeLabels().newest().size();
    if (run.settings().labels().isEmpty() && decided == 0) {
      return "no labels";
    }
    String sources =
        Stream.of(
                run.settings().labels().map(Path::toString),
                decided == 0
                    ? Optional.<String>empty()
                    : Optional.of("%,d decisions in the lake".formatted(decided)))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(" and "));
    String others =
        labels.ofOtherMachines() == 0
            ? ""
            : "; %,d are of machines without readings".formatted(labels.ofOtherMachines());
    return "%,d labels of %,d machines from %s%s"
        .formatted(labels.count(), labels.machines().size(), sources, others);
  }
}
