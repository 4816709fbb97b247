package fettle.ops.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.ops.Failure;
import fettle.ops.image.Application;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The list of a program's components, CycloneDX in JSON, as the build's plugin writes it. It counts
 * only when it names every library that is in the image: a list that is older than the build, or of
 * something else, would be worse than none.
 */
final class Components {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final Set<String> names = new HashSet<>();

  private Components(Path file) {
    this.file = file;
  }

  /**
   * @throws Failure when there is none, or it is none
   */
  static Components read(Path file) {
    Components components = new Components(file);
    try {
      JsonNode document = JSON.readTree(file.toFile());
      if (!document.path("bomFormat").asText().equals("CycloneDX")) {
        throw new Failure(file + " is no CycloneDX document");
      }
      components.add(document.at("/metadata/component"));
      document.path("components").forEach(components::add);
      return components;
    } catch (IOException e) {
      throw new Failure(
          "%s cannot be read; ./mvnw %s makes it".formatted(file, "cyclonedx:makeBom"), e);
    }
  }

  /** With and without the classifier that native libraries have. */
  private void add(JsonNode component) {
    names.add(component.path("name").asText() + "-" + component.path("version").asText());
  }

  /**
   * Copies the list to where it is wanted.
   *
   * @param application whose libraries it must name
   * @throws Failure naming those that it does not
   */
  void copyTo(Path wanted, Application application) {
    List<String> unnamed =
        application.parts().stream()
            .flatMap(part -> application.paths(part).stream())
            .filter(path -> path.toString().endsWith(".jar"))
            .filter(path -> path.toString().contains("/lib/"))
            .map(path -> path.getFileName().toString().replaceFirst("\\.jar$", ""))
            .filter(jar -> !isNamed(jar))
            .toList();
    if (!unnamed.isEmpty()) {
      throw new Failure(
          "%s does not name %s; make it again with ./mvnw cyclonedx:makeBom"
              .formatted(file, String.join(", ", unnamed)));
    }
    try {
      Files.createDirectories(wanted.getParent());
      Files.copy(file, wanted, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new Failure("%s cannot be written: %s".formatted(wanted, e.getMessage()), e);
    }
  }

  /** Quarkus puts the group before a library's name, and Maven the classifier behind it. */
  private boolean isNamed(String jar) {
    return names.stream().anyMatch(name -> jar.equals(name) || jar.endsWith("." + name))
        || names.stream().anyMatch(name -> jar.contains(name + "-"));
  }
}
