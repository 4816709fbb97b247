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
record Overlay(String name, List<JsonNode> objects) {
  static final YAMLMapper YAML = new YAMLMapper();

  private static final Map<String, Overlay> RENDERED = new ConcurrentHashMap<>();

  /** Tests run in the module's folder. */
  private static final Path OVERLAYS = Path.of("overlays");

  static Stream<Overlay> all() throws IOException {
    try (Stream<Path> folders = Files.list(OVERLAYS)) {
      return folders.map(folder -> of(folder.getFileName().toString())).toList().stream();
    }
  }

  static Overlay of(String name) {
    assumeTrue(hasKubectl(), "skipped: kubectl is not installed, so that nothing is rendered");
    return RENDERED.computeIfAbsent(name, Overlay::render);
  }

  private static boolean hasKubectl() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
  }

  private static Overlay render(String name) {
    try {
      Process kubectl =
          new ProcessBuilder("kubectl", "kustomize", OVERLAYS.resolve(name).toString())
              .redirectErrorStream(true)
              .start();
      String text = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (kubectl.waitFor() != 0) {
        throw new AssertionError("kubectl kustomize " + name + ": " + text);
      }
      try (MappingIterator<JsonNode> all = YAML.readerFor(JsonNode.class).readValues(text)) {
        return new Overlay(name, all.readAll());
      }
    } catch (IOException e) {
      throw new AssertionError("kubectl kustomize " + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  List<JsonNode> kind(String kind) {
    return objects.stream().filter(it -> it.path("kind").asText().equals(kind)).toList();
  }

  JsonNode object(String kind, String name) {
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
  static List<JsonNode> containers(JsonNode template) {
    return Stream.of("initContainers", "containers")
        .flatMap(kind -> stream(template.path("spec").path(kind)))
        .toList();
  }

  static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  static String nameOf(JsonNode object) {
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
