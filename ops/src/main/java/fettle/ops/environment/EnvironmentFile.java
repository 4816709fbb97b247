package fettle.ops.environment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import fettle.ops.Failure;
import fettle.ops.hash.Sha256;
import fettle.ops.pipeline.SecretShapes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An environment file: YAML with a {@code name} and one section a concern. Sections are read where
 * they are used, strictly: an unknown field is an error, never ignored.
 */
public final class EnvironmentFile {
  private static final String NAME = "name";
  private static final String NAME_PATTERN = "[a-z][a-z0-9-]{1,18}[a-z0-9]";

  /** What may stand in a file beside its name. */
  private static final Set<String> SECTIONS =
      Set.of(
          "azure",
          "local",
          "provision",
          "dataset",
          "train",
          "deploy",
          "status",
          "store",
          "worker",
          "retrain");

  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String source;
  private final Path file;
  private final ObjectNode tree;

  private EnvironmentFile(String source, Path file, ObjectNode tree) {
    this.source = source;
    this.file = file;
    this.tree = tree;
  }

  /** The environment of this machine, for those who have written no file: defaults throughout. */
  public static EnvironmentFile local() {
    return new EnvironmentFile("the defaults", null, YAML.createObjectNode().put(NAME, "local"));
  }

  /**
   * @throws Failure when the file is not there, is no YAML, or has unknown sections or no good name
   */
  public static EnvironmentFile read(Path file) {
    try {
      if (!(YAML.readTree(Files.readString(file)) instanceof ObjectNode tree)) {
        throw new Failure(file + " is empty; give at least the environment's name");
      }
      EnvironmentFile environment =
          new EnvironmentFile(file.toString(), file.toAbsolutePath(), tree);
      environment.check();
      return environment;
    } catch (JsonProcessingException e) {
      throw new Failure(file + " is no YAML: " + firstLine(e), e);
    } catch (IOException e) {
      throw new Failure(file + " cannot be read (" + e + "); name another with --config", e);
    }
  }

  private void check() {
    Problems problems = new Problems();
    problems.matches(
        NAME,
        tree.path(NAME).asText(null),
        NAME_PATTERN,
        "must be 3 to 20 lower-case letters, digits and dashes, from a letter on");
    for (Iterator<String> names = tree.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      problems.require(
          name.equals(NAME) || SECTIONS.contains(name),
          name,
          "…",
          "is unknown; there are name, "
              + SECTIONS.stream().sorted().collect(Collectors.joining(", ")));
    }
    refuse(problems);
  }

  /** Where it stands, absolute; empty for the defaults. */
  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  /** The environment's name. */
  public String name() {
    return tree.path(NAME).asText();
  }

  /** Whether the file has a section. */
  public boolean has(String section) {
    return tree.path(section).isObject();
  }

  /** A path that stands in the file; a relative one is meant from the file's folder on. */
  public Path resolve(String path) {
    Path folder = file == null ? Path.of("").toAbsolutePath() : file.getParent();
    return folder.resolve(path).normalize();
  }

  /**
   * A section; one that is left out has its defaults.
   *
   * @throws Failure naming every field that is unknown, of a wrong type, or breaks its rule
   */
  public <T extends Section> T section(String name, Class<T> type) {
    JsonNode node = has(name) ? tree.path(name) : YAML.createObjectNode();
    try {
      T section = YAML.treeToValue(node, type);
      Problems problems = new Problems();
      section.check(problems, name);
      refuse(problems);
      return section;
    } catch (UnrecognizedPropertyException e) {
      throw new Failure(
          "%s: %s is unknown; there are %s"
              .formatted(source, place(name, e), e.getKnownPropertyIds()),
          e);
    } catch (JsonMappingException e) {
      throw new Failure(source + ": " + place(name, e) + ": " + firstLine(e), e);
    } catch (JsonProcessingException e) {
      throw new Failure(source + ": " + name + ": " + firstLine(e), e);
    }
  }

  /** SHA-256 of all that the file says, as hex. */
  public String fingerprint() {
    return Sha256.of(tree.toString());
  }

  private void refuse(Problems problems) {
    if (!problems.lines().isEmpty()) {
      throw new Failure(source + ": " + SecretShapes.mask(String.join("; ", problems.lines())));
    }
  }

  private static String place(String section, JsonMappingException e) {
    return section
        + e.getPath().stream()
            .map(
                part ->
                    part.getFieldName() == null
                        ? "[" + part.getIndex() + "]"
                        : "." + part.getFieldName())
            .collect(Collectors.joining());
  }

  private static String firstLine(JsonProcessingException e) {
    return SecretShapes.mask(e.getOriginalMessage().lines().findFirst().orElse(""));
  }
}
