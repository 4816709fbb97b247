package fettle.ops.train.steps;

import fettle.ops.Failure;
import fettle.ops.dataset.DatasetRecordings;
import fettle.ops.dataset.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the recordings come from that are learned from. */
public sealed interface Recordings {

  /**
   * Files that a person named.
   *
   * @param newest recordings of the test sides of data sets: what came after, or is of other
   *     machines, and nothing is learned from
   */
  record Named(List<Path> files, List<Path> newest) implements Recordings {
    public Named {
      files = List.copyOf(files);
      newest = List.copyOf(newest);
    }

    public Named(List<Path> files) {
      this(files, List.of());
    }

    /**
     * @param named files, folders of them, and data sets
     * @throws Failure when a folder cannot be read or holds none
     */
    public static Named of(List<Path> named) {
      List<Path> newest = new ArrayList<>();
      for (Path path : named) {
        if (DatasetRecordings.isDataset(path)) {
          newest.addAll(DatasetRecordings.of(path, Side.TEST));
        }
      }
      return new Named(absolute(inFolders(named)), absolute(newest));
    }

    private static List<Path> absolute(List<Path> files) {
      return files.stream().map(file -> file.toAbsolutePath().normalize()).toList();
    }
  }

  /** History of simulated pumps without faults, made when it is not there. */
  record Simulated(SimulatedHistory history) implements Recordings {}

  /** Whether there are recordings of which nothing is learned. */
  default boolean hasTestSide() {
    return this instanceof Named named && !named.newest().isEmpty();
  }

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
        files.addAll(DatasetRecordings.of(path, Side.TRAIN));
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
