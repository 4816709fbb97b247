package fettle.ops.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fettle.ops.Cli;
import fettle.ops.pipeline.PipelineProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deploys to the emulator, where Microsoft's ModuleClient plays the device. */
class DeployCommandTest {
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);
  private static final int BY_CONTROL_C = 130;
  private static final String PATIENT = "timeLimitSeconds: 60";
  private static final String SHORT = "timeLimitSeconds: 3";

  @TempDir static Path folder;
  private static DeployFixture fixture;

  @BeforeAll
  static void open() throws Exception {
    fixture = new DeployFixture(folder);
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @Test
  void modulesAndModelAreBroughtToTheDeviceAndWaitedFor() throws Exception {
    fixture.environment("edge-new", PATIENT, "modules: {sensor: {desired: {batch: {size: 10}}}}");
    try (PlayedDevice device = fixture.device("edge-new")) {
      Cli run =
          fixture.deploy(
              "edge-new", fixture.project("one"), "--model", fixture.model("first").toString());

      assertThat(run.exit()).as(run.toString()).isZero();
      assertThat(run.out()).contains("created manifest of edge-new", "changed modules of edge-new");
      assertThat(fixture.image("edge-new", EdgeModule.SENSOR))
          .matches("fettle/sensor-module:[0-9a-f]{32}");
      assertThat(fixture.desired("edge-new", "sensor").at("/batch/size").asInt()).isEqualTo(10);
      assertThat(fixture.model("edge-new", EdgeModule.INFERENCE))
          .isEqualTo(Model.ofFile(fixture.model("first")).sha256());
      assertThat(fixture.underWay("edge-new")).isFalse();
    }
  }

  @Test
  void aSecondRunChangesNothing() throws Exception {
    fixture.environment("edge-again", PATIENT);
    try (PlayedDevice device = fixture.device("edge-again")) {
      Path project = fixture.project("one");
      assertThat(fixture.deploy("edge-again", project).exit()).isZero();
      JsonNode before = fixture.desired("edge-again", EdgeModule.AGENT).deepCopy();

      Cli run = fixture.deploy("edge-again", project);

      assertThat(run.exit()).as(run.toString()).isZero();
      assertThat(run.out()).contains("is there: manifest of edge-again", "is there: modules of");
      assertThat(fixture.desired("edge-again", EdgeModule.AGENT)).isEqualTo(before);
    }
  }

  @Test
  void whatPeopleAskedForStaysUnlessTheEnvironmentFileNamesIt() throws Exception {
    fixture.environment("edge-asked", PATIENT, "modules: {sensor: {desired: {batch: {size: 10}}}}");
    try (PlayedDevice device = fixture.device("edge-asked")) {
      Path model = fixture.model("first");
      assertThat(
              fixture
                  .deploy("edge-asked", fixture.project("one"), "--model", model.toString())
                  .exit())
          .isZero();
      fixture.ask(
          "edge-asked",
          "sensor",
          "{\"sampling\":{\"intervalMs\":250},\"batch\":{\"size\":99,\"flushMs\":700}}");

      Cli run = fixture.deploy("edge-asked", fixture.project("two"));

      assertThat(run.exit()).as(run.toString()).isZero();
      assertThat(run.out())
          .contains(
              "sensor.sampling.intervalMs stays as it was asked for, 250",
              "inference.models stays as it was asked for");
      JsonNode sensor = fixture.desired("edge-asked", "sensor");
      assertThat(sensor.at("/sampling/intervalMs").asInt()).isEqualTo(250);
      assertThat(sensor.at("/batch/size").asInt()).isEqualTo(10);
      assertThat(sensor.at("/batch/flushMs").asInt()).isEqualTo(700);
      assertThat(fixture.model("edge-asked", EdgeModule.INFERENCE))
          .isEqualTo(Model.ofFile(model).sha256());
    }
  }

  @Test
  void aPlanNamesWhatWouldChangeAndTouchesNothing() throws Exception {
    fixture.environment("edge-plan", PATIENT);
    try (PlayedDevice device = fixture.device("edge-plan")) {
      assertThat(fixture.deploy("edge-plan", fixture.project("one")).exit()).isZero();
      JsonNode before = fixture.desired("edge-plan", EdgeModule.AGENT).deepCopy();
      String image = fixture.image("edge-plan", EdgeModule.SENSOR);

      Cli run = fixture.deploy("edge-plan", fixture.project("two"), "--plan");

      assertThat(run.exit()).as(run.toString()).isZero();
      assertThat(run.out())
          .contains("~ manifest", "$edgeAgent.modules.sensor.settings.image: " + image + " → ");
      assertThat(fixture.desired("edge-plan", EdgeModule.AGENT)).isEqualTo(before);
      assertThat(fixture.underWay("edge-plan")).isFalse();
    }
  }

  @Test
  void whatDoesNotRunIsTakenBackAndSaidWithExitCodeOne() throws Exception {
    fixture.environment("edge-back", PATIENT);
    try (PlayedDevice device = fixture.device("edge-back")) {
      assertThat(fixture.deploy("edge-back", fixture.project("one")).exit()).isZero();
      String good = fixture.image("edge-back", EdgeModule.SENSOR);
      device.runsOnly(good::equals);
      fixture.environment("edge-back", SHORT);

      Cli run = fixture.deploy("edge-back", fixture.project("two"));

      assertThat(run.exit()).as(run.toString()).isEqualTo(1);
      assertThat(run.out())
          .contains(
              "FAILED: edge-back did not get there within 3 s",
              "the manifest before it is applied again");
      assertThat(fixture.image("edge-back", EdgeModule.SENSOR)).isEqualTo(good);
      assertThat(fixture.underWay("edge-back")).isFalse();
    }
  }

  @Test
  void onlyTheModelIsChangedWhenOnlyTheModelIsAskedFor() throws Exception {
    fixture.environment("edge-model", PATIENT);
    try (PlayedDevice device = fixture.device("edge-model")) {
      Path project = fixture.project("one");
      assertThat(
              fixture
                  .deploy("edge-model", project, "--model", fixture.model("first").toString())
                  .exit())
          .isZero();
      JsonNode agent = fixture.desired("edge-model", EdgeModule.AGENT).deepCopy();
      Path second = fixture.model("second");

      Cli run = fixture.deploy("edge-model", project, "--model-only", "--model", second.toString());

      assertThat(run.exit()).as(run.toString()).isZero();
      assertThat(fixture.model("edge-model", EdgeModule.INFERENCE))
          .isEqualTo(Model.ofFile(second).sha256());
      assertThat(fixture.desired("edge-model", EdgeModule.AGENT)).isEqualTo(agent);
    }
  }

  @Test
  void aModelThatIsRefusedIsTakenBack() throws Exception {
    fixture.environment("edge-refuses", PATIENT);
    try (PlayedDevice device = fixture.device("edge-refuses")) {
      Path project = fixture.project("one");
      Path first = fixture.model("first");
      assertThat(fixture.deploy("edge-refuses", project, "--model", first.toString()).exit())
          .isZero();
      String good = Model.ofFile(first).sha256();
      device.acceptsOnly(good::equals);
      fixture.environment("edge-refuses", SHORT);

      Cli run =
          fixture.deploy(
              "edge-refuses", project, "--model-only", "--model", fixture.model("bad").toString());

      assertThat(run.exit()).as(run.toString()).isEqualTo(1);
      assertThat(run.out())
          .contains(
              "FAILED: edge-refuses does not use the model within 3 s",
              "the model before it is wanted again");
      assertThat(fixture.model("edge-refuses", EdgeModule.INFERENCE)).isEqualTo(good);
      assertThat(fixture.underWay("edge-refuses")).isFalse();
    }
  }

  @Test
  void aRunThatIsKilledWhileItWaitsIsTakenUpAndEndsTheSame() throws Exception {
    fixture.environment("edge-killed", PATIENT);
    try (PlayedDevice device = fixture.device("edge-killed")) {
      assertThat(fixture.deploy("edge-killed", fixture.project("one")).exit()).isZero();
      String old = fixture.image("edge-killed", EdgeModule.SENSOR);
      device.runsOnly(old::equals);
      killWhileItWaits("edge-killed", fixture.project("two"));
      assertThat(fixture.image("edge-killed", EdgeModule.SENSOR)).isNotEqualTo(old);
      device.runsOnly(image -> true);
      device.startAnew();

      Cli run = fixture.deploy("edge-killed", fixture.project("two"));

      assertThat(run.exit()).as(run.toString()).isZero();
      assertThat(fixture.image("edge-killed", EdgeModule.SENSOR)).isNotEqualTo(old);
      assertThat(fixture.underWay("edge-killed")).isFalse();
    }
  }

  @Test
  void whatAKilledRunBroughtInIsNothingToGoBackTo() throws Exception {
    fixture.environment("edge-twice", PATIENT);
    try (PlayedDevice device = fixture.device("edge-twice")) {
      assertThat(fixture.deploy("edge-twice", fixture.project("one")).exit()).isZero();
      String good = fixture.image("edge-twice", EdgeModule.SENSOR);
      device.runsOnly(good::equals);
      killWhileItWaits("edge-twice", fixture.project("two"));
      fixture.environment("edge-twice", SHORT);

      Cli run = fixture.deploy("edge-twice", fixture.project("three"));

      assertThat(run.exit()).as(run.toString()).isEqualTo(1);
      assertThat(fixture.image("edge-twice", EdgeModule.SENSOR)).isEqualTo(good);
      assertThat(fixture.underWay("edge-twice")).isFalse();
    }
  }

  @Test
  void controlCEndsADeploymentThatWaitsAndStatusSaysWhere() throws Exception {
    fixture.environment("edge-stopped", PATIENT);
    try (PlayedDevice device = fixture.device("edge-stopped")) {
      device.runsOnly(image -> false);
      try (PipelineProgram program = deployInVain("edge-stopped", fixture.project("one"))) {
        program.interrupt();
        int exit = program.exitWithin(ENDS_WITHIN);
        Cli status = fixture.status("edge-stopped");
        device.runsOnly(image -> true);
        device.startAnew();

        Cli run = fixture.deploy("edge-stopped", fixture.project("one"));

        assertThat(exit).isEqualTo(BY_CONTROL_C);
        assertThat(program.output()).doesNotContain("\tat ");
        assertThat(status.out())
            .containsPattern("deploy +broken off .* its process ended at modules; run the same");
        assertThat(run.exit()).as(run.toString()).isZero();
        assertThat(fixture.underWay("edge-stopped")).isFalse();
      }
    }
  }

  /** Ends a deployment by force after it applied its manifest and before it saw it confirmed. */
  private static void killWhileItWaits(String device, Path project) throws Exception {
    try (PipelineProgram program = deployInVain(device, project)) {
      program.kill();
    }
  }

  /** A deployment that has applied its manifest and waits for the device. */
  private static PipelineProgram deployInVain(String device, Path project) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("-Dfettle.root=" + project, "fettle.ops.Main"));
    arguments.addAll(fixture.arguments(device));
    PipelineProgram program = new PipelineProgram(folder.resolve(device + ".log"), arguments);
    program.awaitRunning(fixture.state(device).resolve("runs/deploy.json"), ModulesStep.ID);
    return program;
  }

  @Test
  void whatCannotWorkIsSaidInOneSentence() throws Exception {
    fixture.environment("edge-none", "priority: 3");
    Path project = fixture.project("one");

    assertThat(fixture.deploy("edge-none", project).err())
        .matches("fettle: \\S+edge-none.yaml: deploy.priority is unknown; there are .*\n");
    fixture.environment("edge-none", PATIENT);
    assertThat(fixture.deploy("edge-none", project, "--model-only").err())
        .isEqualTo(
            "fettle: there is no model to deploy; run ./fettle train, set deploy.model, or name a"
                + " manifest with --model\n");
    assertThat(fixture.deploy("edge-none", folder.resolve("nothing")).err())
        .matches("fettle: there is no built module in \\S+; build it with ./mvnw package\n");
    assertThat(fixture.deploy("edge-none", project, "--target", "azure").err())
        .startsWith("fettle: no IoT hub is known; run ./fettle provision --target azure");
  }
}
