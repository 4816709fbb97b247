package fettle.ops.label;

import fettle.ops.Failure;
import fettle.ops.lake.LakeFiles;
import fettle.ops.pipeline.PassingFailure;
import fettle.telemetry.label.DecisionCodec;
import fettle.telemetry.label.DecisionCodec.Entry;
import fettle.telemetry.label.EntryId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Decisions in the lake: {@code decisions/FIRST_LAST.jsonl}, a JSON object a line, named by the
 * places of its first and last in the order of all. A file is written once, whole; one that was
 * written again from the same place, after a kill, holds the same lines, and each counts once.
 */
public final class DecisionArchive {
  private static final String FOLDER = "decisions";
  private static final String SUFFIX = ".jsonl";

  private final LakeFiles files;

  public DecisionArchive(LakeFiles files) {
    this.files = files;
  }

  /** Adds decisions that follow each other; on disk when this returns. */
  public void add(List<Entry> entries) throws IOException, PassingFailure, InterruptedException {
    StringBuilder lines = new StringBuilder();
    entries.forEach(entry -> lines.append(DecisionCodec.encode(entry)).append('\n'));
    String name =
        "%s/%s_%s%s".formatted(FOLDER, entries.getFirst().id(), entries.getLast().id(), SUFFIX);
    files.write(name, lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * All decisions, in their order.
   *
   * @throws Failure naming the file and the line that cannot be read
   */
  public List<Entry> all() throws IOException, PassingFailure, InterruptedException {
    TreeMap<EntryId, Entry> entries = new TreeMap<>();
    for (String name : files.names(FOLDER, SUFFIX)) {
      List<String> lines = new String(files.read(name), StandardCharsets.UTF_8).lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        Entry entry = entry(name, i + 1, lines.get(i));
        entries.put(entry.id(), entry);
      }
    }
    return new ArrayList<>(entries.values());
  }

  private Entry entry(String name, int line, String text) {
    try {
      return DecisionCodec.decodeEntry(text);
    } catch (IllegalArgumentException e) {
      throw new Failure(
          "%s/%s:%d: %s; mend the line, or move the file away"
              .formatted(files.place(), name, line, e.getMessage()),
          e);
    }
  }
}
