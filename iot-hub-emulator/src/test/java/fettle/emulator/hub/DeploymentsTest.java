package fettle.emulator.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.identity.FileIdentityRegistry;
import fettle.emulator.identity.FileTwinStore;
import fettle.emulator.identity.Identity;
import fettle.emulator.identity.IdentityRegistry.NewIdentity;
import fettle.emulator.identity.JsonFiles;
import fettle.emulator.identity.Outcome;
import fettle.emulator.identity.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentsTest {

  @TempDir Path folder;
  private FileIdentityRegistry registry;
  private FileTwinStore twins;
  private Deployments deployments;

  @BeforeEach
  void open() {
    registry = FileIdentityRegistry.open(folder, InstantSource.system());
    twins = FileTwinStore.open(folder, registry, InstantSource.system());
    deployments = Deployments.open(folder, registry, twins);
    registry.create(NewIdentity.device("edge", true));
  }

  @Test
  void aNewDeploymentRemovesTheModulesThatTheFormerOneMade() {
    registry.create(NewIdentity.module("edge", "byHand"));
    deployments.apply("edge", manifest("sensor"));

    deployments.apply("edge", manifest("inference"));

    assertThat(registry.modules("edge"))
        .extracting(Identity::moduleId)
        .containsExactly("$edgeAgent", "$edgeHub", "byHand", "inference");
  }

  @Test
  void keepsTheKeysOfModulesThatStay() {
    deployments.apply("edge", manifest("sensor"));
    Identity before = registry.find("edge", "sensor").orElseThrow();

    deployments.apply("edge", manifest("sensor"));

    assertThat(registry.find("edge", "sensor")).contains(before);
  }

  @Test
  void isToldAgainAfterARestartWithoutTouchingTwins() {
    deployments.apply("edge", manifest("sensor"));
    long version = twins.get("edge", "sensor").orElseThrow().desiredVersion();

    Deployments again = Deployments.open(folder, registry, twins);
    List<String> told = new ArrayList<>();
    again.addListener((device, deployment) -> told.add(device + deployment.modules().keySet()));

    assertThat(told).containsExactly("edge[sensor]");
    assertThat(twins.get("edge", "sensor").orElseThrow().desiredVersion()).isEqualTo(version);
  }

  @Test
  void oneThatAKillInterruptedIsFinishedAtTheNextStart() throws IOException {
    Files.createDirectories(folder.resolve("deployments"));
    JsonFiles.write(
        folder.resolve("deployments/edge.json"),
        new Deployments.Stored(
            "edge", false, (ObjectNode) manifest("sensor").get("modulesContent")));

    Deployments.open(folder, registry, twins);

    assertThat(registry.find("edge", "sensor")).isPresent();
    assertThat(twins.value("edge", "sensor", List.of("desired", "rate"))).isPresent();
  }

  @Test
  void oneWhoseDesiredPropertiesAreRefusedLeavesTheFormerInPlace() {
    deployments.apply("edge", manifest("sensor"));
    ObjectNode wrong = manifest("inference");
    ((ObjectNode) wrong.at("/modulesContent/inference/properties.desired"))
        .put("long", "x".repeat(5_000));

    Outcome<Deployment> outcome = deployments.apply("edge", wrong);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.detail())
                    .startsWith("desired properties of inference: long is longer than"));
    assertFormerStays();
  }

  @Test
  void oneWithMoreModulesThanADeviceMayHaveLeavesTheFormerInPlace() {
    deployments.apply("edge", manifest("sensor"));
    ObjectNode wrong = manifest("inference");
    ObjectNode modules =
        (ObjectNode) wrong.at("/modulesContent/$edgeAgent/properties.desired/modules");
    for (int i = 0; i < 50; i++) {
      modules.set("m" + i, modules.get("inference"));
    }

    Outcome<Deployment> outcome = deployments.apply("edge", wrong);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.refusal()).isEqualTo(Refusal.TOO_MANY));
    assertFormerStays();
  }

  private void assertFormerStays() {
    assertThat(registry.modules("edge"))
        .extracting(Identity::moduleId)
        .containsExactly("$edgeAgent", "$edgeHub", "sensor");
    assertThat(deployments.find("edge").orElseThrow().modules()).containsOnlyKeys("sensor");
    Deployments restarted = Deployments.open(folder, registry, twins);
    assertThat(restarted.find("edge").orElseThrow().modules()).containsOnlyKeys("sensor");
  }

  @Test
  void routesHavePrioritiesAndTimes() {
    ObjectNode manifest = manifest("sensor");
    ObjectNode hub = (ObjectNode) manifest.at("/modulesContent/$edgeHub/properties.desired");
    hub.putObject("storeAndForwardConfiguration").put("timeToLiveSecs", 60);
    ObjectNode routes = hub.putObject("routes");
    routes.put("plain", "FROM /* INTO $upstream");
    routes
        .putObject("urgent")
        .put("route", "FROM /* INTO $upstream")
        .put("priority", 0)
        .put("timeToLiveSecs", 5);
    routes.putObject("forever").put("route", "FROM /* INTO $upstream").put("timeToLiveSecs", -1);
    routes.putObject("huge").put("route", "FROM /* INTO $upstream").put("timeToLiveSecs", 1e300);

    Deployment deployment = ManifestParser.parse(manifest);

    assertThat(deployment.storeAndForward()).isEqualTo(Duration.ofSeconds(60));
    assertThat(deployment.routes())
        .extracting(Deployment.Route::name, Deployment.Route::priority)
        .containsExactly(
            tuple("plain", 10), tuple("urgent", 0), tuple("forever", 10), tuple("huge", 10));
    assertThat(deployment.routes().get(0).timeToLive()).isEqualTo(Duration.ofSeconds(60));
    assertThat(deployment.routes().get(1).timeToLive()).isEqualTo(Duration.ofSeconds(5));
    assertThat(deployment.routes().get(2).timeToLive()).isGreaterThan(Duration.ofDays(3_650));
    assertThat(deployment.routes().get(3).timeToLive())
        .isEqualTo(deployment.routes().get(2).timeToLive());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /$edgeAgent | x | modulesContent.$edgeAgent must be an object
          /$edgeHub/properties.desired | 1 | $edgeHub.properties.desired must be an object
          /$edgeAgent/properties.desired/modules/sensor/settings/image | '' | image is missing
          /$edgeAgent/properties.desired/modules/sensor/settings/createOptions | {x | createOptions is not JSON
          /$edgeAgent/properties.desired/modules/sensor/restartPolicy | maybe | restartPolicy=maybe must be one of
          /$edgeAgent/properties.desired/modules/sensor/status | paused | status=paused must be running or stopped
          /$edgeHub/properties.desired/routes/up | '' | $edgeHub.routes.up has no route
          /sensor/properties.desired | x | sensor.properties.desired must be an object
          /other | x | modulesContent.other is no module
          """)
  void saysWhatIsWrongAndChangesNothing(String pointer, String value, String message) {
    ObjectNode manifest = manifest("sensor");
    int last = pointer.lastIndexOf('/');
    ((ObjectNode) manifest.get("modulesContent").at(pointer.substring(0, last)))
        .put(pointer.substring(last + 1), value);

    Outcome<Deployment> outcome = deployments.apply("edge", manifest);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> {
              assertThat(refused.refusal()).isEqualTo(Refusal.INVALID);
              assertThat(refused.detail()).contains(message);
            });
    assertThat(registry.modules("edge")).hasSize(2);
    assertThat(deployments.find("edge")).isEmpty();
  }

  private static ObjectNode manifest(String module) {
    String json =
        """
        {"modulesContent":{
          "$edgeAgent":{"properties.desired":{"modules":{"MODULE":{
            "type":"docker","status":"running","restartPolicy":"always",
            "settings":{"image":"i:1","createOptions":"{}"}}}}},
          "$edgeHub":{"properties.desired":{"routes":{"up":"FROM /* INTO $upstream"}}},
          "MODULE":{"properties.desired":{"rate":5}}}}
        """;
    try {
      return (ObjectNode) JsonFiles.MAPPER.readTree(json.replace("MODULE", module));
    } catch (IOException failed) {
      throw new IllegalArgumentException(failed);
    }
  }
}
