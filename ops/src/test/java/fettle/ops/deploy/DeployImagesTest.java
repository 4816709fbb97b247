package fettle.ops.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.Cli;
import fettle.ops.PlantedSecrets;
import fettle.ops.environment.Recorded;
import fettle.ops.environment.RecordedRuns;
import fettle.ops.hash.Sha256;
import fettle.ops.hub.HubInfo;
import fettle.ops.image.RegistryProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deploys as to the cloud: images through a real registry, with a password planted to be found. */
class DeployImagesTest {
  private static final String HUB = "hub: plant-a.azure-devices.net";

  @TempDir static Path folder;
  private static RegistryProcess registry;
  private static DeployFixture fixture;

  @BeforeAll
  static void open() throws Exception {
    registry = RegistryProcess.start(folder.resolve("registry"));
    fixture = new DeployFixture(folder);
  }

  @AfterAll
  static void close() throws Exception {
    if (fixture != null) {
      fixture.close();
    }
    if (registry != null) {
      registry.close();
    }
  }

  private void environment(String device, int seconds) throws Exception {
    Path password = Files.writeString(folder.resolve("password"), RegistryProcess.PASSWORD + "\n");
    fixture.environment(
        device,
        HUB,
        "timeLimitSeconds: " + seconds,
        "registry: {server: '%s', username: %s, password: 'file:%s'}"
            .formatted(registry.server(), RegistryProcess.USER, password),
        "images: {base: '" + registry.pushBase() + "'}");
  }

  private Cli deploy(String device, Path project, String... more) {
    return fixture.deploy(
        device,
        project,
        Stream.concat(Stream.of("--target", "azure"), Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void bothImagesArePushedForTwoArchitecturesAndTheDeviceIsToldHowToPullThem() throws Exception {
    environment("edge-cloud", 60);
    try (PlayedDevice device = fixture.device("edge-cloud")) {
      Cli run = deploy("edge-cloud", fixture.project("cloud"));

      assertThat(run.exit()).as(run.toString()).isZero();
      for (EdgeModule module : EdgeModule.values()) {
        String image = fixture.image("edge-cloud", module);
        assertThat(image).startsWith(registry.server() + "/fettle/" + module.project() + ":");
        JsonNode list =
            registry.manifest(
                "fettle/" + module.project(), image.substring(image.lastIndexOf(':') + 1));
        assertThat(list.path("manifests").findValuesAsText("architecture"))
            .containsExactlyInAnyOrder("amd64", "arm64");
      }
      JsonNode agent = fixture.desired("edge-cloud", EdgeModule.AGENT);
      assertThat(agent.at("/runtime/settings/registryCredentials/fettle/password").asText())
          .isEqualTo(RegistryProcess.PASSWORD);
      assertThat(agent.at("/modules/sensor/settings/createOptions").asText())
          .isEqualTo("{\"HostConfig\":{\"Binds\":[\"fettle-sensor:/data\"]}}");
      verifyNoSecrets("edge-cloud", run);
    }
  }

  @Test
  void aSecondDeploymentPushesNothing() throws Exception {
    environment("edge-same", 60);
    try (PlayedDevice device = fixture.device("edge-same")) {
      Path project = fixture.project("same");
      assertThat(deploy("edge-same", project).exit()).isZero();
      long writes = registry.writes();

      Cli run = deploy("edge-same", project);

      assertThat(run.exit()).as(run.toString()).isZero();
      assertThat(run.out()).contains("image-sensor           is there: image ");
      assertThat(registry.writes()).isEqualTo(writes);
    }
  }

  @Test
  void imagesThatTheFileNamesNeedNoBuildAndTheTrainedModelIsWhereTheFileSays() throws Exception {
    Path trained = fixture.model("trained");
    RecordedRuns.write(
        fixture.state("edge-named"), Recorded.TRAIN, Map.of(Recorded.MODELS, trained.toString()));
    fixture.environment(
        "edge-named",
        HUB,
        "timeLimitSeconds: 60",
        "registry: {server: plant.example.com}",
        "model: {uri: 'https://models.example.com/manifest.json'}",
        "modules: {sensor: {image: 'plant.example.com/s:1'}, inference: {image: 'plant.example.com/i:1'}}");
    long writes = registry.writes();
    try (PlayedDevice device = fixture.device("edge-named")) {
      Cli run = deploy("edge-named", folder.resolve("no-project"));

      assertThat(run.exit()).as(run.toString()).isZero();
      assertThat(fixture.image("edge-named", EdgeModule.SENSOR)).isEqualTo("plant.example.com/s:1");
      JsonNode models = fixture.desired("edge-named", EdgeModule.INFERENCE.id()).path("models");
      assertThat(models.path("uri").asText()).isEqualTo("https://models.example.com/manifest.json");
      assertThat(models.path("sha256").asText()).isEqualTo(Sha256.of(trained));
      assertThat(registry.writes()).isEqualTo(writes);
    }
  }

  @Test
  void aPlanAndAFailureShowNoSecretAndTheOldManifestComesBackWithIts() throws Exception {
    environment("edge-secret", 60);
    try (PlayedDevice device = fixture.device("edge-secret")) {
      assertThat(deploy("edge-secret", fixture.project("good")).exit()).isZero();
      JsonNode before = fixture.desired("edge-secret", EdgeModule.AGENT).deepCopy();
      device.runsOnly(fixture.image("edge-secret", EdgeModule.SENSOR)::equals);
      environment("edge-secret", 2);
      Cli plan = deploy("edge-secret", fixture.project("bad"), "--plan", "--json");

      Cli run = deploy("edge-secret", fixture.project("bad"), "--json");

      assertThat(run.exit()).as(run.toString()).isEqualTo(1);
      assertThat(plan.out()).contains("\"action\":\"create\"", "\"action\":\"change\"");
      assertThat(without(fixture.desired("edge-secret", EdgeModule.AGENT), "$version", "$metadata"))
          .isEqualTo(without(before, "$version", "$metadata"));
      verifyNoSecrets("edge-secret", plan, run);
    }
  }

  private static JsonNode without(JsonNode twin, String... names) {
    return ((ObjectNode) twin.deepCopy()).without(List.of(names));
  }

  @Test
  void aLoginThatTheRegistryRefusesIsNotShown() throws Exception {
    environment("edge-refused", 60);
    String wrong = "planted-but-wrong +&/=";
    Files.writeString(folder.resolve("password"), wrong);
    try (PlayedDevice device = fixture.device("edge-refused")) {
      Cli run = deploy("edge-refused", fixture.project("refused"), "--json");
      Cli plan = deploy("edge-refused", fixture.project("refused"), "--plan");

      assertThat(List.of(run.exit(), plan.exit())).containsOnly(1);
      assertThat(run.out()).contains("refuses the login");
      PlantedSecrets secrets = new PlantedSecrets();
      secrets.plant("password", wrong);
      secrets.verifyPrinted(run, plan);
      secrets.verifyFiles(fixture.state("edge-refused"));
    }
  }

  /**
   * The planted password and the hub's keys show neither in what was printed nor in what is kept.
   */
  private static void verifyNoSecrets(String device, Cli... runs) throws IOException {
    PlantedSecrets secrets = new PlantedSecrets();
    secrets.plant("password", RegistryProcess.PASSWORD);
    secrets.plant("login", RegistryProcess.USER + ":" + RegistryProcess.PASSWORD);
    HubInfo hub = HubInfo.read(fixture.system().resolve("hub/hub.json"));
    secrets.plant(
        "hub's key", hub.kafkaPassword().replaceFirst(".*SharedAccessKey=([^;]+).*", "$1"));
    secrets.plant("hub's token", hub.serviceCredential().getSignature());
    secrets.verifyPrinted(runs);
    secrets.verifyFiles(fixture.state(device));
  }
}
