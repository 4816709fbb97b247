package fettle.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What manifests say to programs is what programs understand. */
class ProgramsTest {
  /** Of {@code provision.hub.partitions}, and of the emulator. */
  private static final int PARTITIONS = 4;

  private static Stream<JsonNode> containers(Overlay overlay) {
    return overlay.podTemplates().stream().flatMap(it -> Overlay.containers(it).stream());
  }

  /** The project's folder that an image is made of, whatever registry and tag it has. */
  private static String program(JsonNode container) {
    return container.path("image").asText().replaceFirst("[@:][^/]*$", "").replaceFirst(".*/", "");
  }

  /** Also those that ConfigMaps and Secrets of the overlay bring. */
  private static Set<String> variables(Overlay overlay, JsonNode container) {
    Set<String> names =
        Overlay.stream(container.path("env"))
            .map(each -> each.path("name").asText())
            .collect(Collectors.toCollection(TreeSet::new));
    Overlay.stream(container.path("envFrom"))
        .flatMap(
            from ->
                Stream.concat(
                    keys(overlay, "ConfigMap", from.at("/configMapRef/name").asText()),
                    keys(overlay, "Secret", from.at("/secretRef/name").asText())))
        .forEach(names::add);
    return names;
  }

  private static Stream<String> keys(Overlay overlay, String kind, String name) {
    return overlay.kind(kind).stream()
        .filter(object -> Overlay.nameOf(object).equals(name))
        .flatMap(object -> Stream.of("data", "stringData").flatMap(it -> names(object.path(it))));
  }

  private static Stream<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names.stream();
  }

  @ParameterizedTest
  @MethodSource("fettle.k8s.Overlay#all")
  void everyVariableIsAPropertyThatTheProgramHas(Overlay overlay) throws Exception {
    int checked = 0;
    for (JsonNode container : containers(overlay).toList()) {
      if (Properties.isKnown(program(container))) {
        Set<String> variables = variables(overlay, container);
        assertThat(Properties.of(program(container)).variables())
            .as(container.path("name").asText())
            .containsAll(variables);
        checked += variables.size();
      }
    }
    assertThat(checked).isGreaterThan(3);
  }

  @Test
  void theVariablesOfTheAzureSecretsAreKnownToo() throws Exception {
    String instructions = Files.readString(Path.of("overlays/azure/kustomization.yaml"));

    List<String> keys =
        Pattern.compile("--from-(?:literal|file)=([A-Z_]+)=")
            .matcher(instructions)
            .results()
            .map(it -> it.group(1))
            .toList();

    assertThat(keys).hasSize(7);
    Set<String> known = new TreeSet<>(Properties.of("stream-gateway").variables());
    known.addAll(Properties.of("dashboard-ui").variables());
    assertThat(known).containsAll(keys);
  }

  @ParameterizedTest
  @MethodSource("fettle.k8s.Overlay#all")
  void portsAreThoseThatProgramsListenOn(Overlay overlay) throws Exception {
    for (JsonNode container : containers(overlay).toList()) {
      if (Properties.isKnown(program(container)) && container.has("ports")) {
        assertThat(container.at("/ports/0/containerPort").asInt())
            .as(container.path("name").asText())
            .isEqualTo(Properties.of(program(container)).port());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("fettle.k8s.Overlay#all")
  void servicesLeadToPortsOfTheirPods(Overlay overlay) {
    for (JsonNode service : overlay.kind("Service")) {
      List<JsonNode> pods =
          overlay.podTemplates().stream()
              .filter(
                  pod ->
                      service.at("/spec/selector").properties().stream()
                          .allMatch(
                              it ->
                                  pod.at("/metadata/labels")
                                      .path(it.getKey())
                                      .equals(it.getValue())))
              .toList();
      assertThat(pods).as(Overlay.nameOf(service)).hasSize(1);
      Set<String> names =
          Overlay.containers(pods.getFirst()).stream()
              .flatMap(container -> Overlay.stream(container.path("ports")))
              .map(port -> port.path("name").asText())
              .collect(Collectors.toSet());
      Overlay.stream(service.at("/spec/ports"))
          .forEach(port -> assertThat(names).contains(port.path("targetPort").asText()));
    }
  }

  @Test
  void thereAreNeverMoreGatewaysThanPartitions() {
    JsonNode scaled = Overlay.of("azure").object("ScaledObject", "stream-gateway");

    assertThat(scaled.at("/spec/maxReplicaCount").asInt()).isBetween(1, PARTITIONS);
    assertThat(scaled.at("/spec/triggers/0/metadata/allowIdleConsumers").asText())
        .isEqualTo("false");
    JsonNode gateway = Overlay.of("azure").object("Deployment", "stream-gateway");
    assertThat(gateway.path("spec").has("replicas")).as("left to KEDA").isFalse();
  }

  @ParameterizedTest
  @MethodSource("fettle.k8s.Overlay#all")
  void aStopHasMoreTimeThanItsDrainTakes(Overlay overlay) {
    JsonNode gateway = overlay.object("Deployment", "stream-gateway").at("/spec/template/spec");
    JsonNode dashboard = overlay.object("Deployment", "dashboard-ui").at("/spec/template/spec");

    assertThat(gateway.path("terminationGracePeriodSeconds").asInt())
        .as("gateway.drain is 5 s, leaving the group takes some more")
        .isGreaterThanOrEqualTo(15);
    assertThat(dashboard.path("terminationGracePeriodSeconds").asInt())
        .as("the pause before, and 2 s for the browsers")
        .isGreaterThanOrEqualTo(
            2 * dashboard.at("/containers/0/lifecycle/preStop/sleep/seconds").asInt() + 2);
  }
}
