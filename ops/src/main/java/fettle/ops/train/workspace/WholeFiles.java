package fettle.ops.train.workspace;

import fettle.ops.folder.Folders;
import fettle.ops.pipeline.PassingFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files and folders that are there whole or not at all, whenever the process is killed. */
public final class WholeFiles {
  private static final String PART = ".part";

  private WholeFiles() {}

  /** Writes a file in one step, over an older one. */
  public static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Path part = part(file);
    Files.write(part, bytes);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Fills a folder that is made now. */
  @FunctionalInterface
  public interface Filling {
    void fill(Path folder) throws PassingFailure, IOException, InterruptedException;
  }

  /** Makes a folder in one step, in place of an older one; what a killed run began is cleared. */
  public static void folder(Path folder, Filling filling)
      throws PassingFailure, IOException, InterruptedException {
    Path part = part(folder);
    Folders.delete(part);
    Files.createDirectories(part);
    filling.fill(part);
    Folders.delete(folder);
    Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path part(Path path) {
    return path.resolveSibling(path.getFileName() + PART);
  }
}
