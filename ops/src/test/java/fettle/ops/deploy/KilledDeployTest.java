package fettle.ops.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.ops.hub.HubService;
import fettle.ops.hub.StandInHub;
import fettle.ops.pipeline.Journal;
import fettle.ops.pipeline.Kill;
import fettle.ops.pipeline.Pipeline;
import fettle.ops.pipeline.PipelineRunner;
import fettle.ops.pipeline.Redaction;
import fettle.ops.pipeline.Retries;
import fettle.ops.pipeline.RunListener;
import fettle.ops.pipeline.RunState;
import fettle.ops.pipeline.Step;
import fettle.ops.pipeline.StepState;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Deployments that are killed at any moment of any step, and the next run. */
class KilledDeployTest {
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(20), Duration.ofMillis(5));
  private static final Retries RETRIES = new Retries(3, Duration.ofMillis(1), Duration.ofMillis(5));
  private static final String OLD = "0".repeat(64);
  private static final String NEW = "1".repeat(64);

  /** What is deployed, and the hub as it was before. */
  private enum Way {
    WHOLE {
      @Override
      Pipeline pipeline(DeployPlan plan) {
        return plan.whole(NO_IMAGES, manifest("two", NEW));
      }
    },
    MODEL_ONLY {
      @Override
      Pipeline pipeline(DeployPlan plan) {
        return plan.modelOnly(model(NEW));
      }
    },
    FLEET {
      @Override
      Pipeline pipeline(DeployPlan plan) {
        return plan.whole(NO_IMAGES, manifest("two", NEW));
      }
    };

    abstract Pipeline pipeline(DeployPlan plan);

    DeploySettings settings() {
      DeploySettings.Fleet fleet =
          this == FLEET ? new DeploySettings.Fleet("tags.site='A'", 20, Map.of()) : null;
      return new DeploySettings(null, null, fleet, null, null, null, null, null, null, null, null);
    }
  }

  private static final ModuleImages NO_IMAGES = new ModuleImages(Map.of(), List.of());

  @TempDir static Path tls;
  @TempDir Path folder;
  private static StandInHub hub;

  private record Ended(Map<String, JsonObject> hub, Map<String, Map<String, String>> outputs) {}

  @BeforeAll
  static void open() throws Exception {
    hub = new StandInHub(tls);
    hub.devicesFollow();
  }

  @AfterAll
  static void close() throws Exception {
    hub.close();
  }

  @BeforeEach
  void forget() {
    hub.restore(Map.of());
  }

  private static Model model(String sha256) {
    return new Model("https://models.example.com/" + sha256.charAt(0) + ".json", sha256);
  }

  private static DeploymentManifest manifest(String tag, String model) {
    return DeployPlan.manifest(
        Way.WHOLE.settings(),
        Map.of(EdgeModule.SENSOR, "sensor:" + tag, EdgeModule.INFERENCE, "inference:" + tag),
        Optional.of(model(model)),
        Optional.empty());
  }

  private static DeployPlan plan(Way way, Path folder) {
    HubService service = hub.service();
    return new DeployPlan("plant-a", way.settings(), service, folder, new Redaction(), PATIENCE);
  }

  private static RunState run(Path folder, Pipeline pipeline, RunListener listener) {
    return new PipelineRunner(
            new Journal(folder.resolve("runs")), new Redaction(), RETRIES, InstantSource.system())
        .run(pipeline, new PipelineRunner.Request("plant-a", "azure", "two"), listener);
  }

  /** A device, or a fleet, that runs what was deployed before. */
  private static Map<String, JsonObject> before(Way way, Path folder) {
    assertThat(
            run(folder, plan(way, folder).whole(NO_IMAGES, manifest("one", OLD)), event -> {})
                .succeeded())
        .isTrue();
    return hub.all();
  }

  private static Ended ended(Path folder, Pipeline pipeline) throws Exception {
    RunState run = run(folder, pipeline, event -> {});
    assertThat(run.steps().values()).extracting(StepState::error).containsOnlyNulls();
    Path kept = folder.resolve("deploy");
    if (Files.isDirectory(kept)) {
      try (Stream<Path> files = Files.list(kept)) {
        assertThat(files).as("changes that are neither confirmed nor taken back").isEmpty();
      }
    }
    return new Ended(
        hub.all(),
        run.steps().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, step -> step.getValue().outputs())));
  }

  static Stream<Arguments> points() {
    return Stream.of(Way.values())
        .flatMap(
            way ->
                Kill.points(way.pipeline(plan(way, tls)).steps().stream().map(Step::id).toList())
                    .map(point -> Arguments.of(way, point)));
  }

  @ParameterizedTest
  @MethodSource("points")
  void aDeploymentThatWasKilledIsFinishedByTheNextRun(Way way, Kill.Point point) throws Exception {
    Path undisturbed = folder.resolve("undisturbed");
    Map<String, JsonObject> before = before(way, undisturbed);
    Ended wanted = ended(undisturbed, way.pipeline(plan(way, undisturbed)));
    Path disturbed = folder.resolve("disturbed");
    hub.restore(Map.of());
    before(way, disturbed);
    assertThat(hub.all()).isEqualTo(before);
    Kill kill = new Kill(point, disturbed);
    hub.serve(kill);
    boolean struck =
        kill.strike(
            way.pipeline(plan(way, disturbed)),
            (pipeline, listener) -> run(disturbed, pipeline, listener));
    hub.serve(null);

    Ended again = ended(disturbed, way.pipeline(plan(way, disturbed)));

    assertThat(struck || MAY_NOT_COME.contains(point.moment())).isTrue();
    assertThat(again).isEqualTo(wanted);
  }

  /** A step that only waits writes nothing, and one that has no outputs notes nothing. */
  private static final List<Kill.Moment> MAY_NOT_COME =
      List.of(
          Kill.Moment.WRITE_IS_LOST, Kill.Moment.ANSWER_IS_LOST, Kill.Moment.BEFORE_IT_IS_NOTED);
}
