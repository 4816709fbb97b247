package fettle.ops.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.Failure;
import fettle.ops.environment.EnvironmentFile;
import fettle.ops.image.RegistryLogin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PASSWORD = "planted-manifest-pw";

  @TempDir Path folder;

  private DeploySettings settings(String... lines) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("plant.yaml"),
            "name: plant-a\ndeploy:\n  " + String.join("\n  ", lines));
    return EnvironmentFile.read(file).section(DeploySettings.NAME, DeploySettings.class);
  }

  private static DeploymentManifest manifest(DeploySettings settings) {
    return manifest(settings, "a");
  }

  private static DeploymentManifest manifest(DeploySettings settings, String tag) {
    return DeployPlan.manifest(
        settings,
        Map.of(
            EdgeModule.SENSOR, "fettle.azurecr.io/fettle/sensor-module:" + tag,
            EdgeModule.INFERENCE, "fettle.azurecr.io/fettle/inference-module:" + tag),
        Optional.of(new Model("https://models.example.com/manifest.json", "0".repeat(64))),
        Optional.of(
            new ManifestParts.Credentials(
                "fettle",
                "fettle.azurecr.io",
                Optional.of(new RegistryLogin("puller", PASSWORD)))));
  }

  @Test
  void settingsBecomeTheManifestThatIsKeptForReading() throws Exception {
    DeploySettings settings =
        settings(
            "routes: {sketch: 'FROM /messages/modules/inference/outputs/sketch INTO $upstream'}",
            "storeAndForwardSeconds: 86400",
            "modules:",
            "  sensor:",
            "    environment: {SENSOR_SOURCE: iio}",
            "    createOptions: {HostConfig: {Devices: [{PathOnHost: /dev/iio}]}}",
            "    desired: {batch: {size: 10}}");

    DeploymentManifest manifest = manifest(settings);

    try (InputStream golden = getClass().getResourceAsStream("manifest.json")) {
      assertThat(JSON.readTree(manifest.json())).isEqualTo(JSON.readTree(golden));
    }
  }

  @Test
  void longCreateOptionsAreCutIntoPiecesThatMakeTheWholeAgain() throws Exception {
    DeploySettings settings =
        settings(
            "modules: {sensor: {createOptions: {Labels: {text: '" + "x".repeat(1500) + "'}}}}");

    JsonNode module = manifest(settings).desired(EdgeModule.AGENT).at("/modules/sensor/settings");

    assertThat(module.path("createOptions").asText()).hasSize(512);
    assertThat(module.path("createOptions02").asText()).isNotEmpty();
    assertThat(module.has("createOptions03")).isFalse();
    String whole =
        module.path("createOptions").asText()
            + module.path("createOptions01").asText()
            + module.path("createOptions02").asText();
    assertThat(JSON.readTree(whole).at("/Labels/text").asText()).isEqualTo("x".repeat(1500));
  }

  @Test
  void everyPlaceThatTheSchemaRefusesIsNamedWithoutItsValue() throws Exception {
    DeploySettings settings =
        settings(
            "routes: {up: 'TO $upstream'}",
            "modules: {sensor: {environment: {'NO DASH': planted-value}}}");

    assertThatThrownBy(() -> manifest(settings))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("$edgeHub")
        .hasMessageContaining("routes")
        .hasMessageContaining("NO DASH")
        .hasMessageNotContaining("planted");
  }

  @Test
  void aRouteToAModuleThatIsNotThereIsRefused() throws Exception {
    DeploySettings settings =
        settings("routes: {side: 'FROM /messages/modules/camera/outputs/* INTO $upstream'}");

    assertThatThrownBy(() -> manifest(settings))
        .isInstanceOf(Failure.class)
        .hasMessageEndingWith("the route side names the module camera, which is not there");
  }

  @Test
  void aTwinThatIsTooLargeIsRefused() throws Exception {
    String many = "[" + ("'" + "y".repeat(4000) + "', ").repeat(9) + "'']";
    DeploySettings settings = settings("modules: {sensor: {desired: {list: " + many + "}}}");

    assertThatThrownBy(() -> manifest(settings))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("/modulesContent/sensor has 36")
        .hasMessageEndingWith("bytes, and a twin takes 32768");
  }

  @Test
  void differencesShowImagesButNoValuesThatMayBeSecret() throws Exception {
    DeploymentManifest before =
        manifest(settings("modules: {sensor: {environment: {A: planted}}}"));
    DeploymentManifest after =
        manifest(settings("modules: {sensor: {environment: {A: planted too}}}"), "b");

    List<String> changes = ManifestChanges.between(before, after);

    assertThat(changes)
        .contains(
            "$edgeAgent.modules.sensor.settings.image: fettle.azurecr.io/fettle/sensor-module:a → fettle.azurecr.io/fettle/sensor-module:b",
            "$edgeAgent.modules.sensor.env.A.value: changed")
        .noneMatch(change -> change.contains("planted"));
  }

  @Test
  void numbersThatAnSdkTurnedIntoOthersAreNoDifference() throws Exception {
    DeploymentManifest manifest = manifest(settings("device: edge-01"));
    DeploymentManifest returned = new DeploymentManifest(manifest.content().deepCopy());
    ((ObjectNode) returned.desired(EdgeModule.HUB).path("storeAndForwardConfiguration"))
        .put("timeToLiveSecs", 7200.0);

    assertThat(ManifestChanges.between(returned, manifest)).isEmpty();
  }

  @Test
  void withoutSecretsItCanBeMadeWholeFromOneThatHasThem() throws Exception {
    DeploymentManifest manifest = manifest(settings("device: edge-01"));

    DeploymentManifest bare = manifest.withoutSecrets();

    assertThat(bare.json()).doesNotContain(PASSWORD);
    assertThat(bare.fingerprint()).isEqualTo(manifest.fingerprint());
    assertThat(bare.withSecretsOf(manifest)).contains(manifest);
    assertThat(bare.withSecretsOf(bare)).isEmpty();
  }

  @Test
  void wrongSettingsAreNamedFieldByField() {
    assertThatThrownBy(
            () ->
                settings(
                    "images: {base: 'jre:25', user: '0:0', platforms: [windows]}",
                    "fleet: {priority: -1}",
                    "registry: {username: puller}",
                    "timeLimitSeconds: 0"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("deploy.images.base=jre:25 must be an image with its digest")
        .hasMessageContaining("deploy.images.user=0:0 must be a numeric user:group")
        .hasMessageContaining("deploy.images.platforms=[windows] must be a list")
        .hasMessageContaining("deploy.fleet.targetCondition=null must say which devices")
        .hasMessageContaining("deploy.fleet.priority=-1 must be 0 to")
        .hasMessageContaining("deploy.registry.username=puller goes together with a password")
        .hasMessageContaining("deploy.timeLimitSeconds=0 must be 1 to 86400");
  }
}
