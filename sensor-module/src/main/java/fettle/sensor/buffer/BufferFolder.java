package fettle.sensor.buffer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The folder that one process at a time keeps its buffer in. */
record BufferFolder(Path path, FileChannel lock) implements AutoCloseable {

  /**
   * @throws IOException naming the folder, if it cannot be made or another process has it
   */
  static BufferFolder claim(Path path) throws IOException {
    FileChannel lock = null;
    try {
      Files.createDirectories(path);
      lock =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(lock)) {
        throw new IOException("another process uses it; give each sensor module its own");
      }
      return new BufferFolder(path, lock);
    } catch (IOException failure) {
      if (lock != null) {
        lock.close();
      }
      throw new IOException(
          "the buffer folder " + path.toAbsolutePath() + " cannot be used: " + failure, failure);
    }
  }

  private static boolean locked(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  /** The segments that are there, oldest first. */
  List<Path> segments() throws IOException {
    try (Stream<Path> all = Files.list(path)) {
      return new ArrayList<>(
          all.filter(file -> file.toString().endsWith(Segment.SUFFIX)).sorted().toList());
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
