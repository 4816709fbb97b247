package fettle.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What tests and releases do where they are not at hand: held against rules, as they cannot run.
 */
class WorkflowsTest {
  private static final Path FOLDER = Path.of("../.github/workflows");
  private static final String COMMIT = "[\\w./-]+@[0-9a-f]{40}";
  private static final String VERSION = "[\\w./-]+@v\\d+\\.\\d+\\.\\d+";

  private static Map<String, JsonNode> workflows() throws IOException {
    Map<String, JsonNode> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        all.put(file.getFileName().toString(), Overlay.YAML.readTree(file.toFile()));
      }
    }
    assertThat(all).containsKeys("native.yaml", "release.yaml", "test.yaml");
    return all;
  }

  private static void eachJob(BiConsumer<String, JsonNode> look) throws IOException {
    workflows()
        .forEach(
            (file, workflow) ->
                workflow
                    .path("jobs")
                    .properties()
                    .forEach(job -> look.accept(file + " " + job.getKey(), job.getValue())));
  }

  private static List<String> actions(JsonNode job) {
    return job.path("steps")
        .valueStream()
        .filter(step -> step.has("uses"))
        .map(step -> step.path("uses").asText())
        .toList();
  }

  private static boolean mayWrite(JsonNode job) {
    return job.path("permissions").valueStream().anyMatch(it -> it.asText().equals("write"));
  }

  @Test
  void actionsOfJobsThatMayWriteAreCommitsAndAllOthersVersions() throws IOException {
    eachJob(
        (name, job) ->
            assertThat(actions(job))
                .as(name)
                .allMatch(it -> it.matches(COMMIT) || (!mayWrite(job) && it.matches(VERSION))));
  }

  @Test
  void aWorkflowMayOnlyReadUnlessAJobSaysWhatItWrites() throws IOException {
    workflows()
        .forEach(
            (file, workflow) ->
                assertThat(workflow.path("permissions").toString())
                    .as(file)
                    .isEqualTo("{\"contents\":\"read\"}"));
  }

  @Test
  void everyJobOfItsOwnEndsInTime() throws IOException {
    eachJob(
        (name, job) ->
            assertThat(job.has("uses") || job.path("timeout-minutes").asInt() > 0)
                .as(name)
                .isTrue());
  }

  @Test
  void noCheckoutLeavesItsTokenBehind() throws IOException {
    List<JsonNode> checkouts = new ArrayList<>();
    eachJob(
        (name, job) ->
            job.path("steps")
                .valueStream()
                .filter(step -> step.path("uses").asText().startsWith("actions/checkout@"))
                .forEach(checkouts::add));

    assertThat(checkouts)
        .isNotEmpty()
        .allMatch(it -> it.at("/with/persist-credentials").asText().equals("false"));
  }

  @Test
  void nativeExecutablesAreMadeOnBothArchitecturesThatAReleasePacks() throws IOException {
    JsonNode made = workflows().get("native.yaml").at("/jobs/native/strategy/matrix/include");
    String release = Files.readString(FOLDER.resolve("release.yaml"));

    assertThat(made.valueStream().map(it -> it.path("arch").asText()))
        .containsExactly("amd64", "arm64");
    assertThat(release).contains("for arch in amd64 arm64;");
  }

  @Test
  void whatIsPublishedIsSignedAndItsProvenanceTold() throws IOException {
    JsonNode jobs = workflows().get("release.yaml").path("jobs");

    for (String job : List.of("images", "publish")) {
      assertThat(jobs.at("/" + job + "/permissions/attestations").asText())
          .as(job)
          .isEqualTo("write");
      assertThat(actions(jobs.path(job)))
          .as(job)
          .anyMatch(it -> it.startsWith("actions/attest-build-provenance@"));
    }
    assertThat(jobs.path("images").toString()).contains("cosign sign --yes", "cosign attest --yes");
    assertThat(jobs.at("/publish/needs").asText()).isEqualTo("images");
  }
}
