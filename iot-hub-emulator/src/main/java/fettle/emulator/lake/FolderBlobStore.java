package fettle.emulator.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Blobs as files below a folder. A blob appears by a rename: a reader never sees half of one. Names
 * of files that are being copied start with a dot.
 */
public final class FolderBlobStore implements BlobStore {

  private final Path folder;

  public FolderBlobStore(Path folder) {
    this.folder = folder;
  }

  @Override
  public void put(String name, Path file) throws IOException {
    Path target = folder.resolve(name);
    Files.createDirectories(target.getParent());
    Path copy = target.resolveSibling("." + target.getFileName() + ".part");
    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public boolean exists(String name) {
    return Files.exists(folder.resolve(name));
  }
}
