package fettle.emulator;

import fettle.emulator.files.PrivateFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A data folder that this process has for itself until it is closed. */
final class DataFolder implements AutoCloseable {

  private final FileChannel lockFile;

  private DataFolder(FileChannel lockFile) {
    this.lockFile = lockFile;
  }

  /**
   * @throws IOException saying what to do, when the folder cannot be written or another emulator
   *     uses it
   */
  static DataFolder open(Path folder) throws IOException {
    FileChannel channel;
    try {
      PrivateFile.folder(folder);
      channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new IOException(
          "the data folder " + folder + " cannot be written; choose another (--data)", e);
    }
    if (!locked(channel)) {
      channel.close();
      throw new IOException(
          "another emulator uses the data folder " + folder + "; stop it or choose another");
    }
    return new DataFolder(channel);
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
