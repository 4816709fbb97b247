package fettle.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pods may do little, reach little, and are let down gently. */
class SafetyTest {

  @ParameterizedTest
  @MethodSource("fettle.k8s.Overlay#all")
  void everyPodKeepsToTheRestrictedStandard(Overlay overlay) {
    assertThat(overlay.object("Namespace", "fettle").at("/metadata/labels").properties())
        .extracting(label -> label.getKey() + "=" + label.getValue().asText())
        .contains("pod-security.kubernetes.io/enforce=restricted");
    for (JsonNode pod : overlay.podTemplates()) {
      JsonNode context = pod.at("/spec/securityContext");
      assertThat(context.path("runAsNonRoot").asBoolean()).isTrue();
      assertThat(context.path("runAsUser").asInt()).isPositive();
      assertThat(context.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
      assertThat(pod.at("/spec/automountServiceAccountToken").asBoolean(true)).isFalse();
      assertThat(pod.at("/spec/hostNetwork").asBoolean()).isFalse();
      for (JsonNode container : Overlay.containers(pod)) {
        JsonNode own = container.path("securityContext");
        assertThat(own.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(own.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(own.at("/capabilities/drop").toString()).isEqualTo("[\"ALL\"]");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("fettle.k8s.Overlay#all")
  void whatIsWrittenGoesToVolumesOfBoundedSize(Overlay overlay) {
    for (JsonNode pod : overlay.podTemplates()) {
      Overlay.stream(pod.at("/spec/volumes"))
          .filter(volume -> volume.has("emptyDir"))
          .forEach(
              volume ->
                  assertThat(volume.at("/emptyDir/sizeLimit").asText())
                      .as(volume.toString())
                      .isNotEmpty());
      for (JsonNode container : Overlay.containers(pod)) {
        if (container.path("image").asText().contains("fettle/")
            && !container.path("image").asText().contains("redis")) {
          assertThat(container.path("volumeMounts").findValuesAsText("mountPath"))
              .as(container.path("name").asText())
              .contains("/tmp");
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("fettle.k8s.Overlay#all")
  void everyServerSaysHowMuchItTakesAndWhetherItWorks(Overlay overlay) {
    Stream.concat(overlay.kind("Deployment").stream(), overlay.kind("StatefulSet").stream())
        .flatMap(it -> Overlay.stream(it.at("/spec/template/spec/containers")))
        .forEach(
            container -> {
              String name = container.path("name").asText();
              assertThat(container.at("/resources/requests").properties()).as(name).hasSize(2);
              assertThat(container.at("/resources/limits/memory").asText()).as(name).isNotEmpty();
              assertThat(container.has("livenessProbe"))
                  .as("%s is alive, if it serves anything", name)
                  .isEqualTo(container.has("ports"));
              assertThat(container.has("startupProbe") || container.has("readinessProbe"))
                  .as("%s is ready", name)
                  .isEqualTo(container.has("ports"));
            });
  }

  @ParameterizedTest
  @MethodSource("fettle.k8s.Overlay#all")
  void whatPodsAskForIsThere(Overlay overlay) {
    Set<String> brought =
        Set.of(
            "fettle-stream",
            "fettle-store",
            "fettle-notify",
            "fettle-sign-in",
            "fettle-pipelines",
            "fettle-hub-api",
            "iot-hub");
    for (JsonNode pod : overlay.podTemplates()) {
      for (JsonNode secret : pod.findValues("secretRef")) {
        String name = secret.path("name").asText().replaceFirst("-[a-z0-9]{10}$", "");
        assertThat(brought).contains(name);
      }
      for (JsonNode map : pod.findValues("configMapRef")) {
        overlay.object("ConfigMap", map.path("name").asText());
      }
      String account = pod.at("/spec/serviceAccountName").asText();
      if (!account.isEmpty()) {
        overlay.object("ServiceAccount", account);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("fettle.k8s.Overlay#all")
  void budgetsAndSpreadsAreOfPodsThatExist(Overlay overlay) {
    for (JsonNode budget : overlay.kind("PodDisruptionBudget")) {
      assertThat(podsOf(overlay, budget.at("/spec/selector")))
          .as(Overlay.nameOf(budget))
          .hasSize(1);
    }
    for (JsonNode pod : overlay.podTemplates()) {
      Overlay.stream(pod.at("/spec/topologySpreadConstraints"))
          .forEach(
              spread ->
                  assertThat(
                          Overlay.selects(spread.path("labelSelector"), pod.at("/metadata/labels")))
                      .isTrue());
    }
  }

  private static List<JsonNode> podsOf(Overlay overlay, JsonNode selector) {
    return overlay.podTemplates().stream()
        .filter(pod -> Overlay.selects(selector, pod.at("/metadata/labels")))
        .toList();
  }

  @Test
  void inTheLocalClusterOnlyTheArrowsOfTheArchitectureAreAllowed() {
    Overlay local = Overlay.of("local");
    Set<String> out = new TreeSet<>();
    Set<String> in = new TreeSet<>();
    for (JsonNode policy : local.kind("NetworkPolicy")) {
      String pod =
          policy.at("/spec/podSelector/matchLabels").path("app.kubernetes.io/name").asText();
      for (JsonNode rule : policy.at("/spec/egress")) {
        rule.path("to")
            .forEach(to -> names(to).forEach(name -> out.addAll(arrows(pod, name, rule))));
      }
      for (JsonNode rule : policy.at("/spec/ingress")) {
        rule.path("from")
            .forEach(from -> names(from).forEach(name -> in.addAll(arrows(name, pod, rule))));
      }
    }

    assertThat(out)
        .containsExactlyInAnyOrder(
            " -> kube-dns 53",
            "stream-gateway -> edge-01 8088",
            "stream-gateway -> edge-01 9093",
            "stream-gateway -> redis 6379",
            "dashboard-ui -> redis 6379");
    assertThat(in)
        .as("what may leave must be let in")
        .containsExactlyInAnyOrder(
            "stream-gateway -> edge-01 8088",
            "stream-gateway -> edge-01 9093",
            "stream-gateway -> redis 6379",
            "dashboard-ui -> redis 6379");
  }

  private static Set<String> arrows(String from, String to, JsonNode rule) {
    return Overlay.stream(rule.path("ports"))
        .map(port -> from + " -> " + to + " " + port.path("port").asText())
        .collect(Collectors.toSet());
  }

  private static Stream<String> names(JsonNode peer) {
    JsonNode selector = peer.path("podSelector");
    return Stream.concat(
        selector.path("matchLabels").properties().stream().map(it -> it.getValue().asText()),
        Overlay.stream(selector.path("matchExpressions"))
            .flatMap(it -> Overlay.stream(it.path("values")))
            .map(JsonNode::asText));
  }

  @ParameterizedTest
  @MethodSource("fettle.k8s.Overlay#all")
  void whoeverReachesTheDashboardFromOutsideSignsIn(Overlay overlay) {
    String environment =
        overlay
            .object("Deployment", "dashboard-ui")
            .at("/spec/template/spec/containers")
            .toString();

    if (overlay.kind("Ingress").isEmpty()) {
      assertThat(environment).contains("DASHBOARD_SIGN_IN_EVERYBODY_IS_ADMIN");
    } else {
      assertThat(environment)
          .contains("QUARKUS_OIDC_AUTH_SERVER_URL")
          .doesNotContain("DASHBOARD_SIGN_IN_EVERYBODY_IS_ADMIN");
      assertThat(overlay.kind("Ingress").getFirst().at("/spec/rules/0/http/paths"))
          .as("metrics are open inside, and only there")
          .isNotEmpty()
          .noneMatch(
              to ->
                  to.path("pathType").asText().equals("Prefix")
                      && "/q/metrics".startsWith(to.path("path").asText()));
    }
  }

  @ParameterizedTest
  @MethodSource("fettle.k8s.Overlay#all")
  void nothingIsAllowedUnlessAPolicySaysSo(Overlay overlay) {
    JsonNode nothing = overlay.object("NetworkPolicy", "nothing-by-default");

    assertThat(nothing.at("/spec/podSelector").isEmpty()).isTrue();
    assertThat(nothing.at("/spec/policyTypes").toString()).contains("Ingress", "Egress");
    assertThat(nothing.path("spec").has("ingress") || nothing.path("spec").has("egress")).isFalse();
  }
}
