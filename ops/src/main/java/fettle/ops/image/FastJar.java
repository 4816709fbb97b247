package fettle.ops.image;

import fettle.ops.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A module as Quarkus builds it, the folder {@code target/quarkus-app}.
 *
 * @param folder absolute
 */
public record FastJar(Path folder) {
  private static final String RUNNER = "quarkus-run.jar";
  private static final Pattern VERSIONED = Pattern.compile("[a-z-]+-(\\d.*)\\.jar");

  /** Parts of the folder, those that change least often first: each becomes a layer. */
  private static final List<Part> PARTS =
      List.of(
          new Part("libs", List.of("lib")),
          new Part("quarkus", List.of("quarkus", RUNNER)),
          new Part("app", List.of("app")));

  /**
   * A layer's share of the folder.
   *
   * @param children of the folder, files or folders
   */
  record Part(String name, List<String> children) {}

  /**
   * @throws Failure when the module is not built
   */
  public FastJar {
    folder = folder.toAbsolutePath().normalize();
    if (!Files.isRegularFile(folder.resolve(RUNNER))) {
      throw new Failure(
          "there is no built module in %s; build it with ./mvnw package".formatted(folder));
    }
  }

  /**
   * The module's version, as the name of its own jar says it.
   *
   * @throws Failure when there is no such jar
   */
  public String version() {
    return paths(PARTS.getLast()).stream()
        .map(path -> VERSIONED.matcher(path.getFileName().toString()))
        .filter(Matcher::matches)
        .map(name -> name.group(1))
        .findFirst()
        .orElseThrow(
            () -> new Failure("there is no versioned jar in %s; build it again".formatted(folder)));
  }

  /** The file that starts it, relative to the folder. */
  String runner() {
    return RUNNER;
  }

  List<Part> parts() {
    return PARTS;
  }

  /** What is there of a part, in the order of paths, folders before what is in them. */
  List<Path> paths(Part part) {
    return part.children().stream()
        .map(folder::resolve)
        .filter(Files::exists)
        .flatMap(FastJar::walk)
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
