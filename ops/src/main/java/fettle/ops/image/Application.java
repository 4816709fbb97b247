package fettle.ops.image;

import fettle.ops.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A built program, as a folder on this machine that becomes an image's folder {@code /app}. */
public sealed interface Application permits FastJar, JarProgram {

  /**
   * A layer's share of the folder.
   *
   * @param children files or folders, relative to the folder
   */
  record Part(String name, List<String> children) {
    public Part {
      children = List.copyOf(children);
    }
  }

  /** Absolute. */
  Path folder();

  /**
   * @throws Failure when the program does not say it
   */
  String version();

  /** The jar that starts it, relative to the folder. */
  String runner();

  /** What goes into the image, that first which changes least often: each part becomes a layer. */
  List<Part> parts();

  /**
   * Native libraries that lie beside the program as files, and that no other machine can use: a
   * layer of images for this one.
   *
   * @param platform {@code os/architecture}
   * @return empty where it has none
   */
  default Optional<Part> nativeLibraries(String platform) {
    return Optional.empty();
  }

  /** What is there of a part, in the order of paths, folders before what is in them. */
  default List<Path> paths(Part part) {
    return part.children().stream()
        .map(folder()::resolve)
        .filter(Files::exists)
        .flatMap(Application::walk)
        .toList();
  }

  private static Stream<Path> walk(Path top) {
    try (Stream<Path> tree = Files.walk(top)) {
      return tree.sorted().toList().stream();
    } catch (IOException e) {
      throw new Failure(top + " cannot be read: " + e.getMessage(), e);
    }
  }
}
