package fettle.ops.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.Failure;
import fettle.ops.hash.Sha256;
import fettle.ops.image.Application;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The list of a program's components, CycloneDX in JSON: as Maven knows them, with licences, and
 * completed by what is in the image and Maven does not know, such as what Quarkus adds on its own.
 * So no library of an image is missing from its list.
 */
final class Components {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final Pattern VERSIONED = Pattern.compile("(.+?)-(\\d.*)");

  private final ObjectNode document;
  private final Set<String> names = new HashSet<>();

  private Components(ObjectNode document) {
    this.document = document;
    name(document.at("/metadata/component"));
    document.path("components").forEach(this::name);
  }

  /**
   * @param file as the build's plugin writes it
   * @throws Failure when there is none, or it is none
   */
  static Components read(Path file) {
    try {
      if (JSON.readTree(file.toFile()) instanceof ObjectNode document
          && document.path("bomFormat").asText().equals("CycloneDX")) {
        return new Components(document);
      }
      throw new Failure(file + " is no CycloneDX document");
    } catch (IOException e) {
      throw new Failure(
          file
              + " cannot be read; ./mvnw org.cyclonedx:cyclonedx-maven-plugin:makeBom makes it,"
              + " as ./fettle images does",
          e);
    }
  }

  private void name(JsonNode component) {
    names.add(component.path("name").asText() + "-" + component.path("version").asText());
  }

  /** Adds the libraries of a program that are not in the list. */
  Components completedBy(Application application) {
    for (Path library : libraries(application)) {
      String jar = library.getFileName().toString().replaceFirst("\\.jar$", "");
      if (!isNamed(jar)) {
        add(jar, library);
      }
    }
    return this;
  }

  static List<Path> libraries(Application application) {
    return application.parts().stream()
        .flatMap(part -> application.paths(part).stream())
        .filter(path -> path.toString().endsWith(".jar"))
        .filter(path -> application.folder().relativize(path).startsWith("lib"))
        .toList();
  }

  /** Quarkus puts the group before a library's name, and Maven the classifier behind it. */
  private boolean isNamed(String jar) {
    return names.stream()
        .anyMatch(
            name ->
                jar.equals(name)
                    || jar.endsWith("." + name)
                    || jar.startsWith(name + "-")
                    || jar.contains("." + name + "-"));
  }

  private void add(String jar, Path library) {
    Matcher versioned = VERSIONED.matcher(jar);
    ObjectNode component = ((ArrayNode) document.withArray("components")).addObject();
    component.put("type", "library");
    component.put("name", versioned.matches() ? versioned.group(1) : jar);
    if (versioned.matches()) {
      component.put("version", versioned.group(2));
    }
    try {
      component
          .putArray("hashes")
          .addObject()
          .put("alg", "SHA-256")
          .put("content", Sha256.of(library));
    } catch (IOException e) {
      throw new Failure("%s cannot be read: %s".formatted(library, e.getMessage()), e);
    }
  }

  void write(Path file) {
    try {
      Files.createDirectories(file.getParent());
      JSON.writeValue(file.toFile(), document);
    } catch (IOException e) {
      throw new Failure("%s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }
}
