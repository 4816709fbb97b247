package fettle.ops.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fettle.lake.SignalColumn;
import fettle.lake.duckdb.Database;
import fettle.lake.duckdb.Session;
import fettle.ops.Failure;
import fettle.ops.hash.Sha256;
import fettle.ops.lake.Compaction;
import fettle.ops.lake.DamagedBlobs;
import fettle.ops.pipeline.PassingFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What a data set is: {@code manifest.json}.
 *
 * @param v version of this form
 * @param kind tells it from other manifests
 * @param fingerprint of all files of rows, hex
 * @param inputs of the readings, labels and options that it was made of, hex
 * @param options what was asked for
 * @param lake where the blobs lie
 * @param damaged blobs of it that are not in here
 * @param signals with their columns
 * @param labels file of labels; {@code null} without
 * @param decisions labels that people and maintenance systems gave on the dashboard, from the lake
 * @param split as decided, in words
 * @param notes what a person should know, in sentences
 * @param sides what is in train and test
 * @param files of rows, each with its SHA-256
 * @param sources files of the store, each with its SHA-256
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"v", "kind"})
record Manifest(
    int v,
    String kind,
    String fingerprint,
    String inputs,
    SortedMap<String, String> options,
    String lake,
    DamagedBlobs damaged,
    List<Signal> signals,
    String labels,
    int decisions,
    String split,
    List<String> notes,
    Map<String, SideSummary> sides,
    List<Survey.Source> files,
    List<Survey.Source> sources) {

  private static final int VERSION = 1;
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** A signal and its column in the files. */
  record Signal(String name, String column) {}

  static Manifest of(DatasetRun run, DatasetFolder folder, Database database)
      throws PassingFailure, IOException, InterruptedException {
    Map<String, SideSummary> sides = new LinkedHashMap<>();
    List<Survey.Source> files = new ArrayList<>();
    try (Session session = database.session()) {
      for (Side side : Side.values()) {
        sides.put(
            side.folder(),
            SideSummary.of(
                session, folder, side, run.survey(), run.settings().windows().isPresent()));
        for (Path file : folder.files(side)) {
          files.add(
              new Survey.Source(
                  folder.path().relativize(file).toString(), Files.size(file), Sha256.of(file)));
        }
      }
    }
    StringBuilder all = new StringBuilder();
    files.forEach(file -> all.append(file.path()).append(' ').append(file.sha256()).append('\n'));
    return new Manifest(
        VERSION,
        DatasetFolder.KIND,
        Sha256.of(all.toString()),
        run.inputs(),
        run.settings().options(),
        run.lake().place(),
        new Compaction(run.lake(), run.store(), run.compaction()).damaged(),
        run.survey().signals().stream()
            .map(signal -> new Signal(signal, SignalColumn.of(signal)))
            .toList(),
        run.settings().labels().map(Path::toString).orElse(null),
        run.lakeLabels().newest().size(),
        run.cut().words(),
        Notes.of(run),
        sides,
        files,
        run.survey().sources());
  }

  private SideSummary side(Side side) {
    return sides.get(side.folder());
  }

  /**
   * @throws Failure when the split left one side without rows
   */
  void requireBothSides(DatasetRun run) {
    for (Side side : Side.values()) {
      if (side(side).rows() == 0) {
        Side other = side == Side.TRAIN ? Side.TEST : Side.TRAIN;
        throw new Failure(
            "the split %s leaves nothing to %s and %,d rows to %s; change --split%s"
                .formatted(
                    run.settings().split(),
                    side.folder(),
                    side(other).rows(),
                    other.folder(),
                    run.settings().windows().isPresent()
                        ? ", or take a shorter --window: one with a value missing is left out"
                        : ", or take more time or machines"));
      }
    }
  }

  byte[] bytes() throws IOException {
    return JSON.writeValueAsBytes(this);
  }

  /** For a person. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Side side : Side.values()) {
      lines.add(
          "%-5s %,d rows of %,d machines, labels %s"
              .formatted(
                  side.folder(),
                  side(side).rows(),
                  side(side).machines().size(),
                  side(side).labels().isEmpty() ? "none" : side(side).labels()));
    }
    lines.addAll(notes);
    lines.add("fingerprint " + fingerprint);
    return lines;
  }

  /** Whether a folder is a data set of these inputs with all its files there. */
  static boolean isOf(DatasetFolder folder, String inputs) {
    return folder
        .read()
        .filter(tree -> tree.path("inputs").asText().equals(inputs))
        .filter(
            tree -> {
              for (var file : tree.path("files")) {
                if (!Files.isRegularFile(folder.path().resolve(file.path("path").asText()))) {
                  return false;
                }
              }
              return true;
            })
        .isPresent();
  }

  static String fingerprint(DatasetFolder folder) {
    return folder.read().orElseThrow().path("fingerprint").asText();
  }
}
