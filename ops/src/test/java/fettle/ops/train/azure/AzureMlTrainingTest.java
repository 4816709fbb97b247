package fettle.ops.train.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.ops.Failure;
import fettle.ops.PlantedSecrets;
import fettle.ops.pipeline.ConsoleListener;
import fettle.ops.pipeline.JsonLinesListener;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.RunListener;
import fettle.ops.pipeline.RunState;
import fettle.ops.pipeline.StepState;
import fettle.ops.pipeline.StepState.Status;
import fettle.ops.train.BrokenOff;
import fettle.ops.train.TrainingFixture;
import fettle.ops.train.steps.TrainSettings;
import fettle.ops.train.workspace.ModelVersion;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole pipeline against a stand-in for Azure ML and Blob storage, over HTTPS. */
class AzureMlTrainingTest {
  private static final TrainSettings SETTINGS = TrainingFixture.settings(30);

  @TempDir Path folder;
  private TrainingFixture training;
  private Path recording;
  private AzureMlStandIn azure;
  private AzureMlWorkspace workspace;

  @BeforeEach
  void start() throws Exception {
    training = new TrainingFixture(folder);
    recording = training.recording("pump 01.csv", 700, 1);
    azure = new AzureMlStandIn(folder.resolve("azure"));
    workspace = azure.workspace(TrainingFixture.REDACTION);
  }

  @AfterEach
  void stop() {
    azure.close();
  }

  private RunState run() {
    return training.run(workspace, SETTINGS, recording);
  }

  private String error(RunState run, String step) {
    return run.steps().get(step).error();
  }

  @Test
  void theModelIsLearnedInTheCloudAndLandsHere() throws Exception {
    RunState run = run();

    assertThat(run.succeeded()).as(training.said()).isTrue();
    assertThat(training.models().resolve("pump-1.onnx")).isRegularFile();
    String job = run.steps().get("submit").outputs().get("job");
    assertThat(azure.body("jobs/" + job)).isEqualTo(golden("job.json"));
    assertThat(
            azure.body("data/pump/versions/" + run.steps().get("dataset").outputs().get("version")))
        .isEqualTo(golden("data.json"));
    assertThat(azure.body(azure.resources("environments/").getFirst()))
        .isEqualTo(golden("environment.json"));
    ModelVersion model = workspace.models("pump").getFirst();
    assertThat(model.metrics()).containsKey("heldOutAlarmRate");
    assertThat(azure.body("models/pump/versions/1"))
        .contains(model.fingerprint(), model.manifestSha256(), "\"jobName\" : \"" + job + "\"");
    assertThat(training.said())
        .contains(job + ": Running", job + ": Completed", "pump:1 for pump-*: 4 signals");
  }

  private static String golden(String name) throws Exception {
    try (var in = AzureMlTrainingTest.class.getResourceAsStream("/azureml/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aSecondRunMakesNoWrite() {
    run();
    int before = azure.writes().size();

    RunState second = run();

    assertThat(second.steps().values()).extracting(StepState::result).containsOnly("left");
    assertThat(azure.writes()).hasSize(before);
  }

  @Test
  void aModelThatIsNotBetterIsRegisteredInTheCloudAndNotPutInUseHere() throws Exception {
    run();
    recording = training.recording("pump 01.csv", 800, 2);

    RunState second = run();

    assertThat(second.succeeded()).as(training.said()).isTrue();
    assertThat(azure.resources("models/")).hasSize(2);
    assertThat(second.steps().get("publish").what()).contains("pump:1 stays in use");
    assertThat(Files.readString(training.models().resolve("manifest.json"))).contains("pump-1.");
    assertThat(
            Files.readString(training.environment().resolve("downloads/pump-2/pump-2.card.json")))
        .as("the job's card, with what came of it here")
        .contains("\"outcome\" : \"UNDECIDED\"", "\"promoted\" : false");
  }

  @Test
  void throttlingAndLostConnectionsDoNotEndARun() {
    azure.fail("GET datastores/workspaceblobstore", 429, 2);
    azure.fail("PUT /blobs/", 0, 1);
    azure.fail("PUT data/", 503, 1);
    azure.fail("PUT jobs/", 0, 1);
    azure.fail("GET jobs/", 429, 1);
    azure.fail("/user_logs/", 500, 3);
    azure.fail("PUT models/", 0, 2);

    RunState run = run();

    assertThat(run.succeeded()).as(training.said()).isTrue();
    assertThat(azure.resources("jobs/")).hasSize(1);
    assertThat(azure.resources("models/")).hasSize(1);
  }

  @Test
  void aRunThatIsBrokenOffAnywhereIsTakenUpWithoutTrainingTwice() throws Exception {
    List<String> points = new ArrayList<>();

    RunState run = null;
    for (int runs = 0; runs < 30 && (run == null || !run.succeeded()); runs++) {
      try {
        run = training.run(BrokenOff.at(workspace, points), SETTINGS, recording);
      } catch (CompletionException broken) {
        assertThat(broken).hasCauseInstanceOf(BrokenOff.class);
      }
    }

    assertThat(points).hasSize(12);
    assertThat(run).isNotNull();
    assertThat(run.succeeded()).as(training.said()).isTrue();
    assertThat(azure.resources("jobs/")).hasSize(1);
    assertThat(azure.writes()).filteredOn(line -> line.startsWith("PUT jobs/")).hasSize(1);
    assertThat(azure.resources("models/")).containsExactly("models/pump/versions/1");
  }

  @Test
  void aJobThatFailsIsShownWithTheEndOfItsLogAndFollowedByAnother() throws Exception {
    recording = training.recording("pump 01.csv", 60, 1);

    RunState first = run();
    RunState second = run();

    assertThat(error(first, "follow"))
        .contains("failed: Failed; its log ends: train: ")
        .contains("31 full windows of 30 readings in the healthy part");
    assertThat(second.steps().get("follow").status()).isEqualTo(Status.FAILED);
    assertThat(azure.resources("jobs/")).hasSize(2);
    assertThat(azure.resources("models/")).isEmpty();
    assertThat(training.models()).doesNotExist();
  }

  @Test
  void aModelThatIsNotWhatWasRegisteredIsRefused() {
    azure.fail("GET /blobs/plantstoragecore.windows.net/azureml-blobstore/fettle/jobs", 403, 1);
    run();
    run();
    azure.tamper(".onnx");
    RunState third = training.run(workspace, SETTINGS, recording);
    assertThat(third.succeeded()).as("what is here already is not downloaded again").isTrue();
    TrainingFixture elsewhere = new TrainingFixture(folder.resolve("elsewhere"));

    RunState run = elsewhere.run(workspace, SETTINGS, recording);

    assertThat(error(run, "download")).contains("pump-1.onnx").contains("not what was registered");
    assertThat(elsewhere.models()).doesNotExist();
    assertThat(azure.resources("jobs/")).hasSize(1);
  }

  @Test
  void versionsAreCountedOverAllPages() throws Exception {
    for (int window = 10; window < 13; window++) {
      training.run(workspace, TrainingFixture.settings(window), recording);
    }

    RunState again = training.run(workspace, TrainingFixture.settings(12), recording);

    assertThat(again.steps().get("model").outputs()).containsEntry("model", "pump:3");
    assertThat(azure.resources("models/")).hasSize(3);
  }

  @Test
  void anIdentityWithoutRightsIsToldWhichItNeeds() {
    azure.fail("PUT data/", 403, 1);

    RunState run = run();

    assertThat(error(run, "dataset"))
        .contains(
            "Azure refused PUT Microsoft.MachineLearningServices/workspaces/plant-ml/data/pump")
        .contains("403 (Planned: it was Bearer ***; AccountKey=***;")
        .contains("AzureML Data Scientist");
  }

  @Test
  void aWorkspaceThatIsNotThereIsSaid() {
    azure.fail("GET datastores/", 404, 1);

    assertThat(error(run(), "upload")).contains("plant-ml is not there").contains("provision it");
  }

  @Test
  void whatErrorsRepeatIsSeenNowhere() throws Exception {
    azure.fail("PUT data/", 403, 1);
    azure.fail("PUT data/", 503, 1);
    azure.fail("PUT data/", 409, 1);
    azure.fail("PUT jobs/", 401, 1);
    azure.fail("PUT models/", 400, 1);
    azure.fail("GET models/", 500, 1);
    StringWriter printed = new StringWriter();
    for (int runs = 0; runs < 4; runs++) {
      run();
    }
    PrintWriter out = new PrintWriter(printed);
    RunListener console = new ConsoleListener(out, Instant.now());
    RunListener lines = new JsonLinesListener(out, "train");
    training.events.forEach(console::on);
    training.events.forEach(lines::on);

    assertThat(training.said()).contains("***");
    assertThat(azure.hasFaultsLeft()).isFalse();
    PlantedSecrets secrets = new PlantedSecrets();
    secrets.plant("token", AzureMlStandIn.TOKEN);
    secrets.plant("key", AzureMlStandIn.KEY);
    secrets.verifyPrinted(training.said(), printed.toString());
    secrets.verifyFiles(training.environment());
  }

  @Test
  void thePauseThatAzureAsksForIsPassedOn() {
    azure.fail("GET models/", 429, 1);

    assertThatThrownBy(() -> workspace.models("pump"))
        .isInstanceOfSatisfying(
            PassingFailure.class,
            failure -> assertThat(failure.retryAfter()).contains(Duration.ofSeconds(1)));
  }

  @Test
  void aLinkThatLeadsAwayIsNotFollowed() {
    ArmResources arm =
        new ArmResources(null, URI.create("https://management.azure.com"), Duration.ZERO);

    assertThatThrownBy(() -> arm.pathOf("https://management.azure.com.evil.example/x"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("leads away");
  }
}
