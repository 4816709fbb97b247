package fettle.ops.image;

import fettle.ops.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A module as Quarkus builds it, the folder {@code target/quarkus-app}.
 *
 * @param folder absolute
 */
public record FastJar(Path folder) implements Application {
  private static final String RUNNER = "quarkus-run.jar";
  private static final Pattern VERSIONED = Pattern.compile("[a-z-]+-(\\d.*)\\.jar");
  private static final List<Part> PARTS =
      List.of(
          new Part("libs", List.of("lib")),
          new Part("quarkus", List.of("quarkus", RUNNER)),
          new Part("app", List.of("app")));

  /** Where the build puts native libraries, by the names that ONNX Runtime has for systems. */
  private static final Map<String, String> NATIVE =
      Map.of("linux/amd64", "native/linux-x64", "linux/arm64", "native/linux-aarch64");

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

  /** As the name of the module's own jar says it. */
  @Override
  public String version() {
    return paths(PARTS.getLast()).stream()
        .map(path -> VERSIONED.matcher(path.getFileName().toString()))
        .filter(Matcher::matches)
        .map(name -> name.group(1))
        .findFirst()
        .orElseThrow(
            () -> new Failure("there is no versioned jar in %s; build it again".formatted(folder)));
  }

  @Override
  public String runner() {
    return RUNNER;
  }

  @Override
  public List<Part> parts() {
    return PARTS;
  }

  @Override
  public Optional<Part> nativeLibraries(String platform) {
    return Optional.ofNullable(NATIVE.get(platform))
        .filter(libraries -> Files.isDirectory(folder.resolve(libraries)))
        .map(libraries -> new Part(ImageBuild.NATIVE_LAYER, List.of(libraries)));
  }
}
