package fettle.ops.train.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.ops.Failure;
import fettle.ops.hash.Sha256;
import fettle.ops.local.JavaPrograms;
import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.RunState;
import fettle.ops.pipeline.StepState;
import fettle.ops.pipeline.StepState.Status;
import fettle.ops.train.TrainingFixture;
import fettle.ops.train.workspace.ModelVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole pipeline over a folder; every job is a process. */
class LocalTrainingTest {
  private static final TrainSettings SETTINGS = TrainingFixture.settings(30);

  @TempDir Path folder;
  private TrainingFixture training;
  private Path pump1;

  @BeforeEach
  void recordings() throws Exception {
    training = new TrainingFixture(folder);
    pump1 = training.recording("pump-01.csv", 900, 1);
  }

  private RunState run(Path... files) {
    return training.run(training.local(), SETTINGS, files);
  }

  private ModelVersion only() throws Exception {
    assertThat(training.local().models("pump")).hasSize(1);
    return training.local().models("pump").getFirst();
  }

  @Test
  void theModelLandsVerifiedWhereDeploymentTakesItFrom() throws Exception {
    RunState run = run(pump1, training.recording("pump 02.csv", 800, 2));

    assertThat(run.succeeded()).as(training.said()).isTrue();
    byte[] manifest = Files.readAllBytes(training.models().resolve("manifest.json"));
    assertThat(run.steps().get("publish").outputs())
        .containsEntry("sha256", Sha256.of(manifest))
        .containsEntry("manifest", training.models().resolve("manifest.json").toString());
    var entry = new ObjectMapper().readTree(manifest).path("models").path(0);
    assertThat(entry.path("version").asInt()).isEqualTo(1);
    assertThat(entry.path("machines").path(0).asText()).isEqualTo("pump-*");
    assertThat(Sha256.of(training.models().resolve(entry.path("uri").asText())))
        .isEqualTo(entry.path("sha256").asText());
    assertThat(only().metrics()).containsEntry("models", "1").containsKey("heldOutAlarmRate");
    assertThat(training.said()).contains("pump:1 for pump-*: 4 signals");
  }

  @Test
  void aSecondRunWritesNothing() throws Exception {
    run(pump1);
    Map<String, String> registry = TrainingFixture.written(training.registry());
    Map<String, String> models = TrainingFixture.written(training.models());
    Map<String, String> downloads =
        TrainingFixture.written(training.environment().resolve("downloads"));

    RunState second = run(pump1);

    assertThat(second.steps().values()).extracting(StepState::result).containsOnly("left");
    assertThat(TrainingFixture.written(training.registry())).isEqualTo(registry);
    assertThat(TrainingFixture.written(training.models())).isEqualTo(models);
    assertThat(TrainingFixture.written(training.environment().resolve("downloads")))
        .isEqualTo(downloads);
  }

  @Test
  void otherDataAndOtherOptionsCountTheVersionUpAndOldOnesAreFoundAgain() throws Exception {
    training.force = true;
    run(pump1);
    training.run(training.local(), TrainingFixture.settings(20), pump1);
    run(training.recording("pump-02.csv", 900, 2));
    assertThat(training.local().models("pump"))
        .extracting(ModelVersion::version)
        .containsExactlyInAnyOrder(1, 2, 3);

    RunState again = run(pump1);

    assertThat(again.steps().get("model").outputs()).containsEntry("model", "pump:1");
    assertThat(again.steps().get("publish").result()).isEqualTo("changed");
    assertThat(training.local().models("pump")).hasSize(3);
    assertThat(Files.readString(training.models().resolve("manifest.json"))).contains("pump-1.");
  }

  @Test
  void anotherTrainerLearnsAgain() throws Exception {
    run(pump1);

    RunState run = training.run(training.local("another trainer"), SETTINGS, pump1);

    assertThat(run.steps().get("model").outputs()).containsEntry("model", "pump:2");
    assertThat(run.steps().get("upload").result()).isEqualTo("left");
  }

  @Test
  void aFileThatCannotBeReadIsRefusedBeforeAnythingIsUploaded() throws Exception {
    Path bad = Files.writeString(folder.resolve("bad.csv"), "time;flow\n2020-03-09 10:14;high\n");

    RunState run = run(pump1, bad);

    assertThat(run.steps().get("upload").error())
        .contains("bad.csv:2: 'high' in column 'flow' is no number");
    assertThat(run.steps().get("submit").status()).isEqualTo(Status.SKIPPED);
    assertThat(TrainingFixture.contents(training.registry())).isEmpty();
  }

  @Test
  void recordingsOfOneNameAreRefused() throws Exception {
    Path other = Files.createDirectories(folder.resolve("other")).resolve("pump-01.csv");
    Files.copy(pump1, other);

    RunState run = run(pump1, other);

    assertThat(run.steps().get("upload").error()).contains("two recordings are called pump-01.csv");
  }

  @Test
  void aTrainingThatFailsSaysWhyAndIsTriedAgainByTheNextRun() throws Exception {
    Path small = training.recording("pump-01.csv", 60, 1);

    RunState first = run(small);
    RunState second = run(small);

    assertThat(first.steps().get("follow").error())
        .contains("exit code 1; its log ends: train: ")
        .contains("31 full windows of 30 readings");
    assertThat(first.steps().get("model").status()).isEqualTo(Status.SKIPPED);
    assertThat(second.steps().get("submit").outputs().get("job"))
        .isEqualTo(first.steps().get("submit").outputs().get("job") + "-2");
    assertThat(training.models()).doesNotExist();
  }

  @Test
  void aModelThatIsNotWhatWasRegisteredIsRefused() throws Exception {
    run(pump1);
    Map<String, String> inUse = TrainingFixture.contents(training.models());
    for (String onnx : new String[] {"registry/models/pump/1", "downloads/pump-1", "models"}) {
      Path file = training.environment().resolve(onnx).resolve("pump-1.onnx");
      Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);
    }

    RunState run = run(pump1);

    assertThat(run.steps().get("download").error())
        .contains("pump:1: pump-1.onnx in")
        .contains("is not what was registered");
    assertThat(run.steps().get("publish").status()).isEqualTo(Status.SKIPPED);
    assertThat(TrainingFixture.contents(training.models()).get("manifest.json"))
        .isEqualTo(inUse.get("manifest.json"));
  }

  @Test
  void aPlanTellsWhatWouldBeMadeAndTouchesNothing() throws Exception {
    Map<String, Finding> plan = training.plan(training.local(), SETTINGS, pump1);

    assertThat(plan.keySet())
        .containsExactly(
            "upload", "dataset", "submit", "follow", "model", "download", "compare", "publish");
    assertThat(plan.values()).allMatch(Finding.Create.class::isInstance);
    assertThat(plan.get("model").what()).isEqualTo("model pump:1");
    assertThat(training.environment()).doesNotExist();
  }

  @Test
  void simulatedHistoryWithoutASensorModuleSaysHowToGoOn() {
    SimulatedHistory history =
        SimulatedHistory.usual(new JavaPrograms(folder), folder.resolve("history"));

    assertThatThrownBy(history::make)
        .isInstanceOf(Failure.class)
        .hasMessageContaining(
            "quarkus-run.jar is not there; build it, or name recordings with --from");
  }
}
