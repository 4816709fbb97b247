package fettle.ops.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files below a folder at one moment, but for locks, which a process has and not a disk.
 *
 * @param files content by relative path
 */
public record Disk(Map<String, byte[]> files) {

  /** Files that somebody replaces meanwhile are taken as they were before or after. */
  public static Disk of(Path folder) {
    Map<String, byte[]> files = new TreeMap<>();
    if (Files.exists(folder)) {
      try (Stream<Path> tree = Files.walk(folder)) {
        for (Path file : tree.filter(Files::isRegularFile).toList()) {
          if (!file.toString().endsWith(".lock")) {
            files.put(folder.relativize(file).toString(), content(file));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    files.values().removeIf(content -> content == null);
    return new Disk(files);
  }

  private static byte[] content(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException replaced) {
      return null;
    }
  }

  /** Makes the folder what it was. */
  public void restore(Path folder) {
    try {
      if (Files.exists(folder)) {
        try (Stream<Path> tree = Files.walk(folder)) {
          for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
            if (!path.equals(folder) && !path.toString().endsWith(".lock")) {
              deleteIfEmpty(path);
            }
          }
        }
      }
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder that keeps a lock stays. */
  private static void deleteIfEmpty(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      try (Stream<Path> content = Files.list(path)) {
        if (content.findAny().isPresent()) {
          return;
        }
      }
    }
    Files.delete(path);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Disk disk
        && files.keySet().equals(disk.files.keySet())
        && files.keySet().stream()
            .allMatch(name -> Arrays.equals(files.get(name), disk.files.get(name)));
  }

  @Override
  public int hashCode() {
    return files.keySet().hashCode();
  }

  @Override
  public String toString() {
    return files.keySet().toString();
  }
}
