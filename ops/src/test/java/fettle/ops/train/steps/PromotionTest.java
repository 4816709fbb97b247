package fettle.ops.train.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.ops.pipeline.RunState;
import fettle.ops.pipeline.StepState;
import fettle.ops.train.TrainingFixture;
import fettle.ops.train.reference.Recordings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a model that was learned while another is in use. */
class PromotionTest {
  private static final TrainSettings SETTINGS = TrainingFixture.settings(30, 0.2);
  private static final int ROWS = 6_600;

  @TempDir static Path first;
  @TempDir Path folder;
  private TrainingFixture training;

  @BeforeAll
  static void trainTheFirstModel() throws Exception {
    TrainingFixture training = new TrainingFixture(first);
    RunState run =
        training.run(training.local(), SETTINGS, training.recording("pump-01.csv", 900, 1));
    assertThat(run.succeeded()).as(training.said()).isTrue();
  }

  @BeforeEach
  void aModelIsInUse() throws Exception {
    try (Stream<Path> all = Files.walk(first)) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(first.relativize(path).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(path, copy);
      }
    }
    training = new TrainingFixture(folder);
  }

  private RunState run(Path... files) {
    RunState run = training.run(training.local(), SETTINGS, files);
    assertThat(run.succeeded()).as(training.said()).isTrue();
    return run;
  }

  private JsonNode card(Path models, int version) throws Exception {
    return new ObjectMapper().readTree(models.resolve("pump-" + version + ".card.json").toFile());
  }

  private String manifest() throws Exception {
    return Files.readString(training.models().resolve("manifest.json"));
  }

  @Test
  void theFirstModelIsPutInUseAndItsCardSaysSo() throws Exception {
    JsonNode comparison = card(training.models(), 1).path("comparison");

    assertThat(comparison.path("outcome").asText()).isEqualTo("FIRST");
    assertThat(comparison.path("promoted").asBoolean()).isTrue();
    assertThat(Files.readString(training.models().resolve("pump-1.card.html")))
        .contains("pump:1 is put in use: pump:1 is the first model here");
  }

  @Test
  void aModelThatReckonsWithMovedInputsTakesThePlaceOfOneThatDoesNot() throws Exception {
    RunState run = run(training.write("pump-01.csv", Recordings.later(ROWS, 2, 0.3)));

    assertThat(manifest()).contains("pump-2.onnx");
    JsonNode comparison = card(training.models(), 2).path("comparison");
    assertThat(comparison.path("outcome").asText()).isEqualTo("BETTER");
    assertThat(comparison.path("forced").asBoolean()).isFalse();
    assertThat(comparison.path("figuresInUse").path("alarmRate").asDouble()).isGreaterThan(0.9);
    assertThat(comparison.path("figures").path("alarmRate").asDouble()).isLessThan(0.1);
    assertThat(run.steps().get("compare").outputs())
        .containsEntry("promoted", "true")
        .hasEntrySatisfying(
            "verdict", words -> assertThat(words).startsWith("pump:2 is put in use: pump:2 is"));
  }

  @Test
  void aModelThatIsNotBetterIsRegisteredWithItsCardAndLeavesTheOneInUseUnlessForced()
      throws Exception {
    Path later = training.write("pump-01.csv", Recordings.later(ROWS, 2, 0));
    RunState run = run(later);

    assertThat(manifest()).contains("pump-1.onnx").doesNotContain("pump-2");
    assertThat(training.local().models("pump")).hasSize(2);
    assertThat(run.steps().get("publish").what())
        .contains("pump:1 stays in use: pump:2 is not clearly nearer to the alarm rate")
        .endsWith("--force puts pump:2 in use all the same");
    JsonNode comparison =
        card(training.environment().resolve("downloads/pump-2"), 2).path("comparison");
    assertThat(comparison.path("outcome").asText()).isEqualTo("NOT_BETTER");
    assertThat(comparison.path("promoted").asBoolean()).isFalse();

    Map<String, String> before =
        TrainingFixture.written(training.environment().resolve("downloads"));
    RunState again = run(later);

    assertThat(again.steps().values()).extracting(StepState::result).containsOnly("left");
    assertThat(TrainingFixture.written(training.environment().resolve("downloads")))
        .isEqualTo(before);

    training.force = true;
    RunState forced = run(later);

    assertThat(manifest()).contains("pump-2.onnx");
    assertThat(forced.steps().get("submit").result()).isEqualTo("left");
    assertThat(card(training.models(), 2).path("comparison").path("forced").asBoolean()).isTrue();
    assertThat(Files.readString(training.models().resolve("pump-2.card.html")))
        .contains("pump:2 is put in use as --force says, although pump:2 is not clearly nearer");
  }

  @Test
  void rowsThatTheModelInUseLearnedFromDecideNothing() throws Exception {
    RunState run = run(training.recording("pump-01.csv", 700, 3));

    assertThat(manifest()).contains("pump-1.onnx").doesNotContain("pump-2");
    assertThat(run.steps().get("compare").outputs().get("verdict"))
        .contains("0 rows are newer than what pump:2 and pump:1 learned from");
  }
}
