package fettle.ops.lake;

import fettle.ops.Failure;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * Blobs as files below a folder; files and folders whose names begin with a dot are none. A file's
 * time of change stands for an etag.
 */
public record FolderLake(Path folder) implements LakeSource {

  public FolderLake {
    folder = folder.toAbsolutePath().normalize();
  }

  @Override
  public String place() {
    return folder.toString();
  }

  @Override
  public LakeFiles files() {
    return new FolderFiles(folder);
  }

  @Override
  public void list(Taker taker) {
    if (!Files.isDirectory(folder)) {
      throw new Failure(
          folder + " is no folder; name the lake's with --lake, or fill it (./fettle demo does)");
    }
    try {
      Files.walkFileTree(folder, new Walk(taker));
    } catch (IOException e) {
      throw new Failure(folder + " cannot be read (" + e + "); see to its rights", e);
    }
  }

  private final class Walk extends SimpleFileVisitor<Path> {
    private final Taker taker;

    Walk(Taker taker) {
      this.taker = taker;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      return !directory.equals(folder) && isHidden(directory)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = folder.relativize(file).toString().replace('\\', '/');
      if (attributes.isRegularFile() && !isHidden(file) && Blob.isNamedAsOne(name)) {
        taker.take(blob(name, attributes));
      }
      return FileVisitResult.CONTINUE;
    }
  }

  private static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }

  private static Blob blob(String name, BasicFileAttributes attributes) {
    return new Blob(
        name,
        attributes.size(),
        Long.toString(attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)));
  }

  @Override
  public void open(Blob blob, Path copy, Reader reader) throws IOException, DamagedBlobException {
    Path file = folder.resolve(blob.name());
    reader.read(file);
    if (!blob(blob.name(), Files.readAttributes(file, BasicFileAttributes.class)).equals(blob)) {
      throw new IOException("it changed while it was read");
    }
  }
}
