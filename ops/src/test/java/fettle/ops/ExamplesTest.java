package fettle.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import fettle.ops.azure.AzureSection;
import fettle.ops.deploy.DeploySettings;
import fettle.ops.environment.EnvironmentFile;
import fettle.ops.train.TrainSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples for schedulers say what this program understands. */
class ExamplesTest {
  /** Tests run in the module's folder. */
  private static final Path EXAMPLES = Path.of("examples");

  private static final Path PIPELINES = Path.of("../k8s/pipelines");
  private static final List<Path> YAML =
      List.of(
          PIPELINES.resolve("dataset.yaml"),
          PIPELINES.resolve("train.yaml"),
          PIPELINES.resolve("worker.yaml"),
          EXAMPLES.resolve("argo.yaml"));

  private static final String PARAMETER = "{{inputs.parameters.command}}";
  private static final Pattern PYTHON = Pattern.compile("arguments=(\\[[^]]*])", Pattern.DOTALL);
  private static final TypeReference<List<String>> STRINGS = new TypeReference<>() {};

  @TempDir Path folder;

  private static List<JsonNode> documents(Path file) throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    try (MappingIterator<JsonNode> all = yaml.readerFor(JsonNode.class).readValues(file.toFile())) {
      return all.readAll();
    }
  }

  static Stream<List<String>> commandLines() throws IOException {
    List<List<String>> lines = new ArrayList<>();
    for (Path file : YAML) {
      for (JsonNode document : documents(file)) {
        for (JsonNode arguments : document.findValues("args")) {
          lines.addAll(expanded(strings(arguments), document));
        }
      }
    }
    Matcher python = PYTHON.matcher(Files.readString(EXAMPLES.resolve("airflow.py")));
    while (python.find()) {
      lines.add(new ObjectMapper().readValue(python.group(1), STRINGS));
    }
    assertThat(lines).as("two CronJobs, a worker, three tasks of Argo, two of Airflow").hasSize(8);
    return lines.stream();
  }

  /** With every value that a task of Argo gives the command. */
  private static List<List<String>> expanded(List<String> arguments, JsonNode document) {
    if (!arguments.contains(PARAMETER)) {
      return List.of(arguments);
    }
    return document.findValues("value").stream()
        .map(value -> arguments.stream().map(a -> a.replace(PARAMETER, value.asText())).toList())
        .toList();
  }

  private static List<String> strings(JsonNode array) {
    return new ObjectMapper().convertValue(array, STRINGS);
  }

  @ParameterizedTest
  @MethodSource("commandLines")
  void everyContainersArgumentsAreUnderstood(List<String> arguments) {
    var parsed = Main.commandLine().parseArgs(arguments.toArray(String[]::new));

    assertThat(parsed.subcommand()).isNotNull();
    assertThat(parsed.subcommand().hasMatchedOption("--config")).isTrue();
  }

  @Test
  void theEnvironmentFileOfTheConfigMapIsARightOne() throws Exception {
    String text =
        documents(PIPELINES.resolve("settings.yaml")).stream()
            .map(document -> document.at("/data/fettle.yaml").asText())
            .collect(Collectors.joining());
    EnvironmentFile file =
        EnvironmentFile.read(Files.writeString(folder.resolve("fettle.yaml"), text));

    TrainSection train = file.section("train", TrainSection.class);

    assertThat(train.from()).containsExactly("/data/datasets/pumps");
    assertThat(file.section(AzureSection.NAME, AzureSection.class).region()).isNotNull();
    assertThat(file.section(DeploySettings.NAME, DeploySettings.class).model().sha256()).isNull();
  }

  @Test
  void everyPodIsRestrictedAndKeepsItsStateOnAVolume() throws Exception {
    for (Path file : YAML) {
      JsonNode last = documents(file).getLast();

      JsonNode container = last.findParent("args");

      assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
      assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
          .isFalse();
      assertThat(container.at("/securityContext/capabilities/drop/0").asText()).isEqualTo("ALL");
      assertThat(container.path("volumeMounts").findValuesAsText("mountPath"))
          .contains("/data", "/tmp", "/config");
      assertThat(last.findValue("runAsNonRoot").asBoolean()).isTrue();
      assertThat(last.findValue("seccompProfile").path("type").asText())
          .isEqualTo("RuntimeDefault");
    }
  }
}
