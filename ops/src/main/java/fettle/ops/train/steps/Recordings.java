package fettle.ops.train.steps;

import fettle.ops.Failure;
import fettle.ops.dataset.DatasetRecordings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the recordings come from that are learned from. */
public sealed interface Recordings {

  /** Files that a person named. */
  record Named(List<Path> files) implements Recordings {
    public Named {
      files = List.copyOf(files);
    }
  }

  /** History of simulated pumps without faults, made when it is not there. */
  record Simulated(SimulatedHistory history) implements Recordings {}

  /** The files; empty while they have not been made. */
  default Optional<List<Path>> found() throws IOException {
    return switch (this) {
      case Named named -> Optional.of(named.files());
      case Simulated simulated ->
          Files.isDirectory(simulated.history().folder())
              ? Optional.of(inFolders(List.of(simulated.history().folder())))
              : Optional.empty();
    };
  }

  /**
   * The files; in place of a folder the {@code .csv} files in it, by name; in place of a data set
   * the recordings of its train side.
   *
   * @throws Failure when a folder cannot be read or holds none
   */
  static List<Path> inFolders(List<Path> named) {
    List<Path> files = new ArrayList<>();
    for (Path path : named) {
      if (DatasetRecordings.isDataset(path)) {
        files.addAll(DatasetRecordings.of(path));
      } else if (Files.isDirectory(path)) {
        files.addAll(inFolder(path));
      } else {
        files.add(path);
      }
    }
    return files;
  }

  private static List<Path> inFolder(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> files = all.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
      if (files.isEmpty()) {
        throw new Failure(folder + " holds no .csv file; name recordings with --from");
      }
      return files;
    } catch (IOException e) {
      throw new Failure(folder + " cannot be read (" + e + "); name others with --from", e);
    }
  }
}
