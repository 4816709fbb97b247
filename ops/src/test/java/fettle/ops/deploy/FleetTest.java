package fettle.ops.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.ops.hub.HubService;
import fettle.ops.hub.StandInHub;
import fettle.ops.pipeline.Journal;
import fettle.ops.pipeline.PipelineRunner;
import fettle.ops.pipeline.Redaction;
import fettle.ops.pipeline.Retries;
import fettle.ops.pipeline.RunListener;
import fettle.ops.pipeline.RunState;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deployments with a target condition, against a stand-in: the emulator has none. */
class FleetTest {
  private static final String SHA256 = "0".repeat(64);

  @TempDir Path folder;
  private StandInHub hub;

  @BeforeEach
  void open() throws Exception {
    hub = new StandInHub(folder.resolve("tls"));
  }

  @AfterEach
  void close() throws Exception {
    hub.close();
  }

  private static DeploySettings settings() {
    return new DeploySettings(
        null,
        null,
        new DeploySettings.Fleet("tags.site='A'", 20, Map.of("team", "pumps")),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static DeploymentManifest manifest(String tag) {
    return DeployPlan.manifest(
        settings(),
        Map.of(EdgeModule.SENSOR, "sensor:" + tag, EdgeModule.INFERENCE, "inference:" + tag),
        Optional.of(new Model("https://models.example.com/manifest.json", SHA256)),
        Optional.empty());
  }

  private RunState deploy(String tag, Duration limit, RunListener listener) {
    HubService service = hub.service();
    Redaction redaction = new Redaction();
    DeployPlan plan =
        new DeployPlan(
            "plant-a",
            settings(),
            service,
            folder,
            redaction,
            new Patience(limit, Duration.ofMillis(20)));
    PipelineRunner runner =
        new PipelineRunner(
            new Journal(folder.resolve("runs")),
            redaction,
            Retries.DEFAULT,
            InstantSource.system());
    return runner.run(
        plan.whole(new ModuleImages(Map.of(), List.of()), manifest(tag)),
        new PipelineRunner.Request("plant-a", "azure", tag),
        listener);
  }

  private String path(String tag) {
    return "/configurations/fettle-plant-a-" + manifest(tag).fingerprint().substring(0, 16);
  }

  /** The fleet does what it is told as soon as the deployment is there. */
  private RunState deployToAFleetThatFollows(String tag) {
    return deploy(
        tag,
        Duration.ofSeconds(60),
        event -> {
          if (event instanceof RunListener.Done done && done.step().equals(FleetSteps.CREATE)) {
            count(hub.thing(path(tag)), 3, 3, 3);
          }
        });
  }

  /** What the hub counts of a deployment. */
  private static void count(JsonObject deployment, int targeted, int running, int usingModel) {
    deployment.put(
        "systemMetrics",
        new JsonObject()
            .put(
                "results",
                new JsonObject()
                    .put("targetedCount", targeted)
                    .put("reportedSuccessfulCount", running)));
    deployment
        .getJsonObject("metrics")
        .put("results", new JsonObject().put("modelInUse", usingModel));
  }

  @Test
  void aDeploymentTakesThePlaceOfTheOneBeforeOnceTheWholeFleetFollows() {
    assertThat(deployToAFleetThatFollows("one").succeeded()).isTrue();

    RunState run = deployToAFleetThatFollows("two");

    assertThat(run.succeeded()).isTrue();
    assertThat(hub.paths("/configurations/")).containsExactly(path("two"));
    JsonObject deployment = hub.thing(path("two"));
    assertThat(deployment.getString("targetCondition")).isEqualTo("tags.site='A'");
    assertThat(deployment.getInteger("priority")).isEqualTo(20);
    assertThat(deployment.getJsonObject("labels").getMap())
        .containsEntry("team", "pumps")
        .containsEntry("fettle-environment", "plant-a");
    assertThat(deployment.getJsonObject("metrics").getJsonObject("queries").getString("modelInUse"))
        .contains("properties.reported.models.sha256 = '" + SHA256 + "'");
    assertThat(
            deployment
                .getJsonObject("content")
                .getJsonObject("modulesContent")
                .getJsonObject("$edgeHub")
                .encode())
        .contains("FROM /messages/modules/inference/outputs/scored INTO $upstream");
  }

  @Test
  void aSecondRunWritesNothing() {
    assertThat(deployToAFleetThatFollows("one").succeeded()).isTrue();
    int writes = hub.writes();

    RunState run = deploy("one", Duration.ofSeconds(60), event -> {});

    assertThat(run.succeeded()).isTrue();
    assertThat(hub.writes()).isEqualTo(writes);
  }

  @Test
  void aDeploymentThatTheFleetDoesNotFollowIsDeletedAndTheOneBeforeStays() {
    assertThat(deployToAFleetThatFollows("one").succeeded()).isTrue();

    RunState run =
        deploy(
            "two",
            Duration.ofMillis(300),
            event -> {
              if (event instanceof RunListener.Done done && done.step().equals(FleetSteps.CREATE)) {
                count(hub.thing(path("two")), 3, 3, 2);
              }
            });

    assertThat(run.succeeded()).isFalse();
    assertThat(run.steps().get(FleetSteps.CONFIRM).error())
        .contains("2 of 3 devices use the model", "devices go back to the one before it");
    assertThat(hub.paths("/configurations/")).containsExactly(path("one"));
  }
}
