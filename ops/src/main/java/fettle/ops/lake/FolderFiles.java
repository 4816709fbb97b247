package fettle.ops.lake;

import fettle.ops.train.workspace.WholeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Fettle's own files in a lake that is a folder. */
record FolderFiles(Path root) implements LakeFiles {

  @Override
  public String place() {
    return root.toString();
  }

  @Override
  public void write(String name, byte[] content) throws IOException {
    WholeFiles.write(root.resolve(name), content);
  }

  @Override
  public List<String> names(String folder, String suffix) throws IOException {
    Path below = root.resolve(folder);
    if (!Files.isDirectory(below)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(below)) {
      return files
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(suffix))
          .sorted()
          .toList();
    }
  }

  @Override
  public byte[] read(String name) throws IOException {
    return Files.readAllBytes(root.resolve(name));
  }
}
