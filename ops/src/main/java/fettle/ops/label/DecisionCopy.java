package fettle.ops.label;

import fettle.ops.pipeline.PassingFailure;
import fettle.ops.store.DecisionLog;
import fettle.telemetry.label.DecisionCodec.Entry;
import java.io.IOException;
import java.util.List;

/**
 * Copies what people decided from Redis to the lake. How far it got is written in Redis after the
 * lake has it: a copy that is broken off is done again from the same place.
 */
public final class DecisionCopy {
  /** Of those in the lake, the newest so many fill an empty Redis. */
  private static final int MOST_RESTORED = 20_000;

  private final DecisionLog log;
  private final DecisionArchive archive;

  public DecisionCopy(DecisionLog log, DecisionArchive archive) {
    this.log = log;
    this.archive = archive;
  }

  /** Copies what is new; how much it was. */
  public int copy() throws IOException, PassingFailure, InterruptedException {
    int copied = 0;
    for (List<Entry> more = log.after(log.archived());
        !more.isEmpty();
        more = log.after(more.getLast().id())) {
      archive.add(more);
      log.archivedUpTo(more.getLast().id());
      copied += more.size();
    }
    log.trim();
    return copied;
  }

  /** Fills an empty Redis with the newest of the lake's; how many they were. */
  public int restore() throws IOException, PassingFailure, InterruptedException {
    if (!log.isEmpty()) {
      return 0;
    }
    List<Entry> all = archive.all();
    List<Entry> newest = all.subList(Math.max(0, all.size() - MOST_RESTORED), all.size());
    return !newest.isEmpty() && log.restore(newest) ? newest.size() : 0;
  }
}
