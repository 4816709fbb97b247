package fettle.ops.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.ops.Failure;
import fettle.ops.environment.EnvironmentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainSectionTest {
  private static final String WORKSPACE =
      "/subscriptions/00000000-1111-2222-3333-444444444444/resourceGroups/plant"
          + "/providers/Microsoft.MachineLearningServices/workspaces/plant-ml";

  @TempDir Path folder;

  private TrainSection section(String... lines) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("plant.yaml"),
            "name: plant\ntrain:\n  " + String.join("\n  ", lines) + "\n");
    return EnvironmentFile.read(file).section("train", TrainSection.class);
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    TrainSection section = EnvironmentFile.local().section("train", TrainSection.class);

    assertThat(section.window()).isNull();
    assertThat(section.trainer()).isEqualTo("pca");
    assertThat(section.zone()).isEqualTo("UTC");
    assertThat(section.timeLimit()).isEqualTo("PT1H");
    assertThat(section.from()).isEmpty();
    assertThat(section.platforms()).containsExactly("linux/amd64");
  }

  @Test
  void everyFieldIsRead() throws Exception {
    TrainSection section =
        section(
            "from: [recordings, /data/pump-07.csv]",
            "name: pump",
            "machinePattern: pump-*",
            "perMachine: false",
            "trainer: levels",
            "window: 60",
            "healthyFraction: 0.5",
            "exclude: [operator]",
            "zone: Europe/Berlin",
            "intervalMs: 100",
            "timeLimit: PT30M",
            "workspace: " + WORKSPACE,
            "compute: cpu-cluster",
            "image: plant.azurecr.io/fettle/ops:1a2b",
            "platforms: [linux/amd64, linux/arm64]");

    assertThat(section.healthyFraction()).isEqualTo(0.5);
    assertThat(section.exclude()).containsExactly("operator");
    assertThat(section.from()).containsExactly("recordings", "/data/pump-07.csv");
    assertThat(section.compute()).isEqualTo("cpu-cluster");
    assertThat(section.platforms()).containsExactly("linux/amd64", "linux/arm64");
  }

  @Test
  void everyFieldThatBreaksItsRuleIsNamed() {
    assertThatThrownBy(
            () ->
                section(
                    "from: [a.csv, '']",
                    "name: a/b",
                    "machinePattern: ''",
                    "window: 1001",
                    "trainer: guess",
                    "healthyRows: 5",
                    "healthyFraction: 2",
                    "zone: Moon",
                    "intervalMs: -1",
                    "timeLimit: P9D",
                    "workspace: plant-ml",
                    "compute: c",
                    "image: 'ops; rm'",
                    "platforms: [amd64]"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("train.name=a/b must be 1 to 64 letters")
        .hasMessageContaining("train.machinePattern= must not be empty")
        .hasMessageContaining("train.window=1001 must be 1 to 1000")
        .hasMessageContaining("train.trainer=guess must be one of pca, levels")
        .hasMessageContaining("train.healthyRows=5 excludes train.healthyFraction")
        .hasMessageContaining("train.healthyFraction=2.0 must be above 0 and at most 1")
        .hasMessageContaining("train.zone=Moon must be a time zone")
        .hasMessageContaining("train.intervalMs=-1 must be 0 to")
        .hasMessageContaining("train.timeLimit=P9D must be a duration such as PT1H")
        .hasMessageContaining("train.workspace=plant-ml must be a workspace's resource id")
        .hasMessageContaining("train.compute=c must be 2 to 32")
        .hasMessageContaining("train.image=ops; rm must be REGISTRY/NAME:TAG")
        .hasMessageContaining("train.from[1]= must not be empty")
        .hasMessageContaining("train.platforms=[amd64] must be a list such as");
  }

  @Test
  void anUnknownFieldIsRefused() {
    assertThatThrownBy(() -> section("windows: 3"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("train.windows is unknown");
  }
}
