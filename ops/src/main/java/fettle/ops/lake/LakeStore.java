package fettle.ops.lake;

import fettle.lake.Partition;
import fettle.ops.Failure;
import fettle.ops.folder.Folders;
import fettle.ops.pipeline.PassingFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A lake's readings as Parquet files in a folder, and what belongs to making them: the ledger of
 * blobs, the name of the lake, and a folder for work, all under names that begin with a dot.
 */
public final class LakeStore {
  /** What the name of a lake's store has more than that of its lake. */
  public static final String BESIDE = "-parquet";

  private final Path folder;

  /**
   * @param folder of all; made when needed
   */
  public LakeStore(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** Where a lake that is a folder has its store, unless another folder is named. */
  public static LakeStore beside(FolderLake lake) {
    return new LakeStore(lake.folder().resolveSibling(lake.folder().getFileName() + BESIDE));
  }

  public Path folder() {
    return folder;
  }

  /** Where a partition's file is, or would be. */
  public Path file(Partition partition) {
    return folder.resolve(partition.path());
  }

  Path ledger() {
    return folder.resolve(".state/blobs.parquet");
  }

  Path work() {
    return folder.resolve(".work");
  }

  private Path lakeName() {
    return folder.resolve(".state/lake");
  }

  /**
   * The partitions that are there, by device and day.
   *
   * @throws Failure when the folder cannot be read
   */
  public List<Partition> partitions() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.find(folder, 3, (path, found) -> found.isRegularFile())) {
      return files
          .flatMap(path -> Partition.parse(folder.relativize(path)).stream())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new Failure(folder + " cannot be read (" + e + "); see to its rights", e);
    }
  }

  /**
   * @throws Failure when the folder holds another lake's readings
   */
  void requireOf(LakeSource lake) throws IOException {
    if (Files.exists(lakeName()) && !Files.readString(lakeName()).equals(lake.place())) {
      throw new Failure(
          "%s holds readings of the lake %s, not of %s; name another folder with --store"
              .formatted(folder, Files.readString(lakeName()), lake.place()));
    }
  }

  void name(LakeSource lake) throws IOException {
    if (!Files.exists(lakeName())) {
      Files.createDirectories(lakeName().getParent());
      Path part = folder.resolve(".state/lake.part");
      Files.writeString(part, lake.place());
      Files.move(part, lakeName(), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Empties the folder for work. */
  void clearWork() throws IOException {
    Folders.delete(work());
    Files.createDirectories(work());
  }

  /**
   * Keeps other processes from writing here until it is closed.
   *
   * @throws PassingFailure when one does already
   */
  FileChannel lock() throws IOException, PassingFailure {
    Files.createDirectories(folder.resolve(".state"));
    FileChannel channel =
        FileChannel.open(
            folder.resolve(".state/lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isLocked(channel)) {
      channel.close();
      throw new PassingFailure(
          "another process writes into " + folder + "; wait for its end", null);
    }
    return channel;
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }
}
