package fettle.ops.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A program is installed that only some tests need.
 *
 * @param names it may have
 * @param path folders to look in
 * @param use what is skipped without it
 */
record ToolCheck(List<String> names, List<Path> path, String use) implements Check {

  /** The folders of a PATH variable; {@code null} has none. */
  static List<Path> folders(String variable) {
    return variable == null
        ? List.of()
        : Arrays.stream(variable.split(java.io.File.pathSeparator)).map(Path::of).toList();
  }

  @Override
  public String name() {
    return names.getFirst();
  }

  @Override
  public Verdict examine() {
    for (Path folder : path) {
      for (String name : names) {
        if (Files.isExecutable(folder.resolve(name))) {
          return new Verdict.Fine(folder.resolve(name).toString());
        }
      }
    }
    return new Verdict.Poor(
        "%s is not installed: %s".formatted(names.getFirst(), use),
        "install it, for example with apt install " + names.getFirst());
  }
}
