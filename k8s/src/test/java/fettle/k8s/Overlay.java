package fettle.k8s;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * An overlay as {@code kubectl kustomize} renders it, once for all tests.
 *
 * @param name of its folder
 * @param objects in the order of the rendering
 */
public record Overlay(String name, List<JsonNode> objects) {
  static final YAMLMapper YAML = new YAMLMapper();

  private static final Map<String, Overlay> RENDERED = new ConcurrentHashMap<>();

  /** Tests run in a module's folder. */
  private static final Path OVERLAYS = Path.of("../k8s/overlays");

  static Stream<Overlay> all() throws IOException {
    try (Stream<Path> folders = Files.list(OVERLAYS)) {
      return folders.map(folder -> of(folder.getFileName().toString())).toList().stream();
    }
  }

  /** Skips the test where nothing renders. */
  public static Overlay of(String name) {
    assumeTrue(
        canRender(),
        "skipped: kubectl 1.24 or newer is not installed, so that nothing is rendered");
    return RENDERED.computeIfAbsent(name, Overlay::render);
  }

  /** An older one brings a Kustomize that knows no components, and does not say its version. */
  private static boolean canRender() {
    boolean there =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
    return there
        && kubectl("version", "--client", "--output=json").contains("\"kustomizeVersion\"");
  }

  private static Overlay render(String name) {
    String text = kubectl("kustomize", OVERLAYS.resolve(name).toString());
    try (MappingIterator<JsonNode> all = YAML.readerFor(JsonNode.class).readValues(text)) {
      return new Overlay(name, all.readAll());
    } catch (IOException e) {
      throw new AssertionError("what kubectl rendered is no YAML: " + text, e);
    }
  }

  private static String kubectl(String... arguments) {
    List<String> command = Stream.concat(Stream.of("kubectl"), Stream.of(arguments)).toList();
    try {
      Process kubectl = new ProcessBuilder(command).redirectErrorStream(true).start();
      String text = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (kubectl.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + ": " + text);
      }
      return text;
    } catch (IOException e) {
      throw new AssertionError(String.join(" ", command), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** All of a kind. */
  public List<JsonNode> kind(String kind) {
    return objects.stream().filter(it -> it.path("kind").asText().equals(kind)).toList();
  }

  /** The one of this kind and name. */
  public JsonNode object(String kind, String name) {
    return kind(kind).stream()
        .filter(it -> nameOf(it).equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(this.name + " has no " + kind + " " + name));
  }

  /** Every workload's pod template, whatever the workload. */
  List<JsonNode> podTemplates() {
    return objects.stream()
        .map(
            it ->
                switch (it.path("kind").asText()) {
                  case "Deployment", "StatefulSet" -> it.at("/spec/template");
                  case "CronJob" -> it.at("/spec/jobTemplate/spec/template");
                  default -> it.path("none");
                })
        .filter(template -> !template.isMissingNode())
        .toList();
  }

  /** Containers of a pod template, those that run before the others first. */
  public static List<JsonNode> containers(JsonNode template) {
    return Stream.of("initContainers", "containers")
        .flatMap(kind -> stream(template.path("spec").path(kind)))
        .toList();
  }

  /** What an array holds; nothing when it is missing. */
  public static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** An object's name. */
  public static String nameOf(JsonNode object) {
    return object.at("/metadata/name").asText();
  }

  /** Whether a label selector takes these labels. */
  static boolean selects(JsonNode selector, JsonNode labels) {
    return selector.path("matchLabels").properties().stream()
            .allMatch(label -> labels.path(label.getKey()).equals(label.getValue()))
        && stream(selector.path("matchExpressions"))
            .allMatch(
                each ->
                    each.path("operator").asText().equals("In")
                        && stream(each.path("values"))
                            .anyMatch(labels.path(each.path("key").asText())::equals));
  }

  @Override
  public String toString() {
    return name;
  }
}
