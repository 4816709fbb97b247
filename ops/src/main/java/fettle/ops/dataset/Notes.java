package fettle.ops.dataset;

import fettle.ops.pipeline.PassingFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a person should know of a data set before using it. */
final class Notes {
  private Notes() {}

  static List<String> of(DatasetRun run) throws PassingFailure, IOException, InterruptedException {
    List<String> notes = new ArrayList<>();
    DatasetSettings settings = run.settings();
    settings
        .grid()
        .ifPresent(
            grid -> {
              notes.add(
                  "a step without a reading repeats the value before it for at most %,d ms and is null beyond; a pause longer than %,d ms has no steps"
                      .formatted(grid.fill(), Grid.PAUSE));
            });
    settings
        .windows()
        .ifPresent(
            windows ->
                notes.add(
                    "a window in which a value is missing is left out, and one that reaches over the split"));
    if (settings.split() instanceof Split.ByTime && settings.purge() > 0) {
      notes.add("%,d ms after the end of train are of neither side".formatted(settings.purge()));
    }
    Survey survey = run.survey();
    List<String> lacking =
        survey.machines().entrySet().stream()
            .filter(machine -> !machine.getValue().signals().containsAll(survey.signals()))
            .map(machine -> machine.getKey().toString())
            .toList();
    if (!lacking.isEmpty()) {
      notes.add(
          "these machines lack some of the signals, which are null there: " + Labels.some(lacking));
    }
    return notes;
  }
}
