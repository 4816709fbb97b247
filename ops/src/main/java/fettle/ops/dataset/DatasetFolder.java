package fettle.ops.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.lake.Partition;
import fettle.ops.Failure;
import fettle.ops.folder.Folders;
import fettle.telemetry.MachineId;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A data set's folder: {@code manifest.json}, {@code train/} and {@code test/}, below them {@code
 * device=ID/machine=NAME/YYYY-MM-DD.parquet}.
 */
record DatasetFolder(Path path) {
  static final String MANIFEST = "manifest.json";

  /** What tells a data set's manifest from others. */
  static final String KIND = "dataset";

  private static final String PARQUET = ".parquet";
  private static final String INPUTS = ".inputs";
  private static final ObjectMapper JSON = new ObjectMapper();

  Path manifest() {
    return path.resolve(MANIFEST);
  }

  Path file(Side side, Survey.MachineDay day) {
    return machine(side, day.machine()).resolve(day.partition().day() + PARQUET);
  }

  Path machine(Side side, MachineId machine) {
    return path.resolve(side.folder())
        .resolve(Partition.folderOf(machine.device()))
        .resolve("machine=" + URLEncoder.encode(machine.machine(), StandardCharsets.UTF_8));
  }

  /** Its Parquet files of a side, sorted. */
  List<Path> files(Side side) throws IOException {
    return files(path.resolve(side.folder()));
  }

  static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(PARQUET)).sorted().toList();
    }
  }

  /** Its manifest; empty when it is no data set. */
  Optional<JsonNode> read() {
    if (!Files.isRegularFile(manifest())) {
      return Optional.empty();
    }
    try {
      JsonNode tree = JSON.readTree(Files.readAllBytes(manifest()));
      return KIND.equals(tree.path("kind").asText()) ? Optional.of(tree) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * @throws Failure when something else is there that would be lost
   */
  void requireReplaceable() throws IOException {
    if (Files.isDirectory(path) && read().isEmpty()) {
      try (Stream<Path> all = Files.list(path)) {
        if (all.findAny().isPresent()) {
          throw new Failure(
              path + " holds something that is no data set; name another folder with --out");
        }
      }
    } else if (Files.isRegularFile(path)) {
      throw new Failure(path + " is a file; name a folder with --out");
    }
  }

  /** Whether it was begun for these inputs. */
  boolean isBegunFor(String inputs) throws IOException {
    Path mark = path.resolve(INPUTS);
    return Files.isRegularFile(mark) && Files.readString(mark).equals(inputs);
  }

  /** Empties it and says what it is begun for. */
  void begin(String inputs) throws IOException {
    delete();
    Files.createDirectories(path);
    Files.writeString(path.resolve(INPUTS), inputs);
  }

  /** Takes another folder's place. */
  void moveTo(DatasetFolder place) throws IOException {
    Files.deleteIfExists(path.resolve(INPUTS));
    place.delete();
    Files.move(path, place.path());
  }

  void delete() throws IOException {
    Folders.delete(path);
  }
}
