package fettle.ops.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fettle.ops.Cli;
import fettle.ops.command.PipelineOptions;
import fettle.ops.environment.Recorded;
import fettle.ops.environment.RecordedRuns;
import fettle.ops.image.JarProgram;
import fettle.ops.image.OpsPrograms;
import fettle.ops.image.RegistryProcess;
import fettle.ops.train.azure.AzureMlStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./fettle train --target azure} with nothing but an environment file: its image through a
 * real registry, its job in the stand-in for Azure ML, all places from what provisioning recorded.
 */
class CloudTrainCommandTest {
  private static final String REPOSITORY = "fettle/ops";

  @TempDir Path folder;
  private RegistryProcess registry;
  private AzureMlStandIn azure;
  private JarProgram program;
  private String base;
  private Path password;
  private Path state;

  @BeforeEach
  void start() throws Exception {
    registry = RegistryProcess.start(folder.resolve("registry"));
    azure = new AzureMlStandIn(folder.resolve("azure"));
    program = OpsPrograms.in(folder.resolve("target"), "one");
    base = registry.pushBase();
    password = Files.writeString(folder.resolve("password"), RegistryProcess.PASSWORD);
    state = folder.resolve("state");
    new TrainingFixture(folder).recording("pump-01.csv", 900, 1);
    RecordedRuns.write(
        state,
        Recorded.PROVISION,
        Map.of(
            Recorded.REGISTRY,
            registry.server(),
            Recorded.WORKSPACE,
            AzureMlStandIn.WORKSPACE,
            Recorded.COMPUTE,
            "cpu-cluster"));
  }

  @AfterEach
  void stop() throws Exception {
    if (azure != null) {
      azure.close();
    }
    if (registry != null) {
      registry.close();
    }
  }

  private Cli train(String fields, String... options) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("fettle.yaml"),
            """
            name: plant-a
            train: {name: pump, from: [recordings]%s}
            deploy:
              registry: {username: %s, password: 'file:%s'}
              images: {base: '%s'}
            """
                .formatted(fields, RegistryProcess.USER, password, base));
    TrainCommand command = new TrainCommand(new PipelineOptions(), azure::workspace, () -> program);
    String[] arguments = {
      "train", "--target", "azure", "--config", file.toString(), "--state", state.toString()
    };
    return Cli.run(
        Map.of("train", command),
        Stream.concat(Stream.of(arguments), Stream.of(options)).toArray(String[]::new));
  }

  private String imageOfJob() throws IOException {
    String environment = azure.resources("environments/").getLast();
    return azure.body(environment).replaceAll("(?s).*\"image\" : \"([^\"]*)\".*", "$1");
  }

  @Test
  void theImageIsMadeThenTheModelAndASecondRunMakesNeither() throws Exception {
    Cli first = train("");

    assertThat(first.exit()).as(first.toString()).isZero();
    assertThat(state.resolve("models/pump-1.onnx")).isRegularFile();
    String image = imageOfJob();
    assertThat(image).startsWith(registry.server() + "/" + REPOSITORY + ":");
    JsonNode manifest = registry.manifest(REPOSITORY, image.substring(image.lastIndexOf(':') + 1));
    assertThat(registry.config(REPOSITORY, manifest).path("architecture").asText())
        .isEqualTo("amd64");
    assertThat(first.out() + first.err()).doesNotContain(RegistryProcess.PASSWORD);
    long pushed = registry.writes();
    int written = azure.writes().size();

    Cli second = train("");

    assertThat(second.exit()).as(second.toString()).isZero();
    assertThat(registry.writes()).isEqualTo(pushed);
    assertThat(azure.writes()).hasSize(written);
  }

  @Test
  void anotherProgramMakesAnotherImageAndLearnsAgain() throws Exception {
    assertThat(train("").exit()).isZero();
    String before = imageOfJob();
    program = OpsPrograms.in(folder.resolve("target"), "two");

    Cli run = train("");

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(azure.resources("environments/")).hasSize(2);
    assertThat(azure.resources("models/")).hasSize(2);
    assertThat(run.out()).doesNotContain("created image " + before).contains("created image ");
  }

  @Test
  void anImageOfTheEnvironmentFileIsUsedAndNoneIsMade() throws Exception {
    long pushed = registry.writes();

    Cli run = train(", image: plant.azurecr.io/fettle/ops:1a2b");

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(imageOfJob()).isEqualTo("plant.azurecr.io/fettle/ops:1a2b");
    assertThat(run.out()).doesNotContain(" image ");
    assertThat(registry.writes()).isEqualTo(pushed);
  }

  @Test
  void aPlanNamesTheImageAndPushesNothing() throws Exception {
    long pushed = registry.writes();

    Cli plan = train("", "--plan", "--json");

    assertThat(plan.exit()).as(plan.toString()).isZero();
    assertThat(plan.out())
        .contains("\"step\":\"image\"", "image " + registry.server() + "/" + REPOSITORY + ":")
        .contains("platforms: linux/amd64");
    assertThat(registry.writes()).isEqualTo(pushed);
    assertThat(azure.writes()).isEmpty();
  }

  @Test
  void whatIsNotKnownIsNamedInOneSentence() throws Exception {
    state = folder.resolve("empty");
    Cli nothing = train("");
    base = "example.com/jre:25";
    Cli noBase = train("");

    assertThat(nothing.exit()).isEqualTo(1);
    assertThat(nothing.err())
        .isEqualTo(
            "fettle: --target azure needs train.workspace, train.compute, deploy.registry.server;"
                + " run ./fettle provision --target azure, or set it in the environment file\n");
    assertThat(noBase.exit()).isEqualTo(1);
    assertThat(noBase.err())
        .contains("deploy.images.base=example.com/jre:25 must be an image with");
  }
}
