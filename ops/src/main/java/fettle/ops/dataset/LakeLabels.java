package fettle.ops.dataset;

import fettle.ops.hash.Sha256;
import fettle.ops.label.DecisionArchive;
import fettle.ops.pipeline.PassingFailure;
import fettle.telemetry.label.Decision;
import fettle.telemetry.label.Decision.Kind;
import fettle.telemetry.label.DecisionCodec;
import fettle.telemetry.label.DecisionCodec.Entry;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The labels that the lake has: of each, its newest version, the one that was said first first. */
record LakeLabels(List<Entry> newest) {
  private static final Comparator<Entry> AS_SAID =
      Comparator.comparingLong((Entry entry) -> entry.decision().at()).thenComparing(Entry::id);

  static LakeLabels of(DecisionArchive archive)
      throws IOException, PassingFailure, InterruptedException {
    Map<String, Entry> newest = new LinkedHashMap<>();
    for (Entry entry : archive.all()) {
      if (entry.decision().kind() == Kind.LABEL) {
        newest.put(entry.decision().about(), entry);
      }
    }
    return new LakeLabels(ordered(newest.values()));
  }

  private static List<Entry> ordered(Collection<Entry> entries) {
    return entries.stream().sorted(AS_SAID).toList();
  }

  List<Labels.Said> labels() {
    return newest.stream()
        .map(entry -> new Labels.Said(entry.decision().at(), label(entry)))
        .toList();
  }

  private static Label label(Entry entry) {
    Decision said = entry.decision();
    return new Label(
        said.machine(),
        said.from(),
        said.to(),
        said.label(),
        said.by(),
        Instant.ofEpochMilli(said.at()).toString(),
        said.component(),
        "the lake's label " + entry.id());
  }

  /** What they are known by, hex; empty when there are none. */
  String fingerprint() {
    StringBuilder all = new StringBuilder();
    newest.forEach(entry -> all.append(DecisionCodec.encode(entry)).append('\n'));
    return newest.isEmpty() ? "" : Sha256.of(all.toString());
  }
}
