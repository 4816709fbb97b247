package fettle.emulator.lake;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Blobs as files below a folder. A blob is copied into a folder beside it, {@code .NAME.part}, and
 * appears by a rename: a reader that walks the folder meets whole blobs alone, and none that goes
 * away.
 */
public final class FolderBlobStore implements BlobStore {

  private final Path folder;
  private final Path copies;

  /**
   * @param folder no mount point: a rename into it must be possible from beside it
   */
  public FolderBlobStore(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
    this.copies = this.folder.resolveSibling("." + this.folder.getFileName() + ".part");
  }

  @Override
  public void put(String name, Path file) throws IOException {
    Path target = folder.resolve(name);
    Files.createDirectories(target.getParent());
    Files.createDirectories(copies);
    Path copy = copies.resolve(name.replace('/', '_'));
    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    try {
      Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException(
          "the lake's folder %s is on another file system than the folder around it; choose a folder below it"
              .formatted(folder),
          e);
    }
  }

  @Override
  public boolean exists(String name) {
    return Files.exists(folder.resolve(name));
  }
}
