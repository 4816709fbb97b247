package fettle.ops.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import fettle.lake.duckdb.Database;
import fettle.lake.duckdb.Session;
import fettle.lake.duckdb.Sql;
import fettle.ops.Failure;
import fettle.ops.lake.LakeDatabase;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.train.workspace.WholeFiles;
import fettle.telemetry.MachineId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A side of a data set as recordings, a CSV file a machine: {@code t}, its signals, and {@code
 * anomaly} where labels speak of it. Made once, in the folder {@code recordings} of the data set.
 */
public final class DatasetRecordings {
  private static final String FOLDER = "recordings";
  private static final String CSV = ".csv";
  private static final int MEMORY_MB = 256;

  private DatasetRecordings() {}

  /** Whether a folder is a data set. */
  public static boolean isDataset(Path folder) {
    return new DatasetFolder(folder).read().isPresent();
  }

  /**
   * The recordings of a side of a data set, by name.
   *
   * @throws Failure when it is cut into windows, or cannot be read
   */
  public static List<Path> of(Path folder, Side side) {
    DatasetFolder dataset = new DatasetFolder(folder);
    JsonNode manifest = dataset.read().orElseThrow();
    if (manifest.path("options").has("window")) {
      throw new Failure(
          folder
              + " is cut into windows, and training cuts its own; make it again without --window");
    }
    Path recordings =
        folder
            .resolve(FOLDER)
            .resolve(manifest.path("fingerprint").asText())
            .resolve(side.folder());
    try {
      if (!Files.isDirectory(recordings)) {
        WholeFiles.folder(recordings, part -> write(dataset, manifest, side, part));
      }
      try (Stream<Path> files = Files.list(recordings)) {
        return files.filter(file -> file.toString().endsWith(CSV)).sorted().toList();
      }
    } catch (IOException | PassingFailure e) {
      throw new Failure(recordings + " cannot be written: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted", e);
    }
  }

  private static void write(DatasetFolder dataset, JsonNode manifest, Side side, Path part)
      throws IOException {
    List<MachineId> machines = new ArrayList<>();
    Iterator<String> names =
        manifest.path("sides").path(side.folder()).path("machines").fieldNames();
    names.forEachRemaining(name -> machines.add(MachineId.parse(name)));
    Set<String> once = new HashSet<>();
    Set<String> twice =
        machines.stream()
            .map(MachineId::machine)
            .filter(name -> !once.add(name))
            .collect(Collectors.toSet());
    Path spill = part.resolveSibling(part.getFileName() + ".spill");
    try (Database database = LakeDatabase.open(MEMORY_MB, spill);
        Session session = database.session()) {
      for (MachineId machine : machines) {
        String name =
            twice.contains(machine.machine())
                ? machine.device() + "-" + machine.machine()
                : machine.machine();
        session.run(
            "COPY (%s) TO %s (FORMAT csv, HEADER)"
                .formatted(
                    query(dataset, manifest, side, machine),
                    Sql.text(part.resolve(fileName(name)).toString())));
      }
    } finally {
      Files.deleteIfExists(spill);
    }
  }

  private static String fileName(String name) {
    return name.replaceAll("[^A-Za-z0-9_-]", "-") + CSV;
  }

  private static String query(
      DatasetFolder dataset, JsonNode manifest, Side side, MachineId machine) throws IOException {
    StringBuilder columns = new StringBuilder("t");
    for (JsonNode signal : manifest.path("signals")) {
      columns
          .append(", ")
          .append(Sql.name(signal.path("column").asText()))
          .append(" AS ")
          .append(Sql.name(signal.path("name").asText()));
    }
    String labelled =
        manifest.has("labels")
            ? ", (label IS NOT NULL AND lower(trim(label)) NOT IN (%s))::INTEGER AS anomaly"
                .formatted(
                    Label.HEALTHY.stream()
                        .sorted()
                        .map(Sql::text)
                        .collect(Collectors.joining(", ")))
            : "";
    return "SELECT %s%s FROM %s ORDER BY t"
        .formatted(
            columns, labelled, Sql.parquet(DatasetFolder.files(dataset.machine(side, machine))));
  }
}
