package fettle.ops.worker;

import fettle.ops.pipeline.Journal;
import fettle.ops.pipeline.RunState;
import fettle.ops.store.PipelineStore;
import fettle.ops.store.PublishedRun;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Shows the runs that were written down while no store could be told of them. */
final class EarlierRuns {
  private EarlierRuns() {}

  /** Puts those there that are not; how many they were. */
  static int show(Journal journal, PipelineStore store) throws IOException {
    int shown = 0;
    for (String pipeline : journal.pipelines()) {
      List<RunState> runs = new ArrayList<>(journal.earlier(pipeline));
      journal.newest(pipeline).filter(newest -> newest.ended() == null).ifPresent(runs::add);
      for (RunState run : runs) {
        if (!store.has(PublishedRun.id(run.pipeline(), run.started()))) {
          Instant seen = Objects.requireNonNullElse(run.ended(), run.started());
          store.put(PublishedRun.of(run, null, seen));
          shown++;
        }
      }
    }
    return shown;
  }
}
