package fettle.ops.image;

import fettle.ops.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program that is a jar, and beside it the libraries that the jar's manifest names. What else an
 * earlier build left among them stays out of an image.
 *
 * @param jar absolute, with its version in its name
 */
public record JarProgram(Path jar) implements Application {
  private static final Pattern NAME = Pattern.compile("[a-z-]+-(\\d.*)\\.jar");

  /**
   * @throws Failure when the program is not built
   */
  public JarProgram {
    jar = jar.toAbsolutePath().normalize();
    if (!Files.isRegularFile(jar) || !NAME.matcher(jar.getFileName().toString()).matches()) {
      throw new Failure("the program %s is not there; build it with ./mvnw package".formatted(jar));
    }
  }

  @Override
  public Path folder() {
    return jar.getParent();
  }

  /** As the jar's name says it. */
  @Override
  public String version() {
    Matcher name = NAME.matcher(runner());
    if (!name.matches()) {
      throw new IllegalStateException(runner());
    }
    return name.group(1);
  }

  @Override
  public String runner() {
    return jar.getFileName().toString();
  }

  @Override
  public List<Part> parts() {
    return List.of(new Part("libs", libraries()), new Part("app", List.of(runner())));
  }

  private List<String> libraries() {
    List<String> libraries =
        Stream.of(classPath().split(" ")).filter(path -> !path.isEmpty()).sorted().toList();
    for (String library : libraries) {
      if (!Files.isRegularFile(folder().resolve(library))) {
        throw new Failure(
            "%s is not there, which %s needs; build it again with ./mvnw package"
                .formatted(folder().resolve(library), runner()));
      }
    }
    return libraries;
  }

  private String classPath() {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      String classPath =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      if (classPath == null) {
        throw new Failure(jar + " names no libraries; build it again with ./mvnw package");
      }
      return classPath;
    } catch (IOException e) {
      throw new Failure(jar + " cannot be read: " + e.getMessage(), e);
    }
  }
}
