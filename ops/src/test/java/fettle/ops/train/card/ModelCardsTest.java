package fettle.ops.train.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.ops.train.algorithm.Algorithm;
import fettle.ops.train.reference.HealthyPart;
import fettle.ops.train.reference.Learner;
import fettle.ops.train.reference.Recordings;
import fettle.ops.train.reference.TrainOutcome.Written;
import fettle.ops.train.reference.TrainRequest;
import fettle.ops.train.reference.Training;
import fettle.recording.ReadOptions;
import fettle.recording.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelCardsTest {
  private static final Instant MADE = Instant.parse("2026-03-09T10:14:33Z");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void cardHoldsDataMetricsThresholdAndProvenance(Algorithm algorithm) throws IOException {
    Written written = train(algorithm.learner(), "pump <3>.csv");

    ModelCards.write(written.models(), MADE);

    JsonNode card = card();
    assertThat(card.path("name").asText()).isEqualTo("pump");
    assertThat(card.path("made").asText()).isEqualTo(MADE.toString());
    assertThat(card.path("trainer").asText()).isEqualTo(algorithm.toString());
    assertThat(card.path("parameters").isEmpty()).isFalse();
    assertThat(card.path("threshold").asDouble()).isBetween(0.0, 1.0);
    JsonNode file = card.path("data").path("files").path(0);
    assertThat(file.path("file").asText()).isEqualTo("pump <3>.csv");
    assertThat(file.path("rows").asInt()).isEqualTo(3000);
    assertThat(file.path("rowsLabelledAnomalous").asInt()).isEqualTo(1500);
    assertThat(card.path("reference").path("signals").path("flow").path("cuts").size())
        .isEqualTo(41);
    assertThat(card.path("provenance").path("sha256").asText())
        .isEqualTo(written.models().get(0).sha256());
    double f1 = card.path("metrics").path("f1").asDouble();
    JsonNode interval = card.path("intervals").path("f1");
    assertThat(f1).isBetween(interval.get(0).asDouble(), interval.get(1).asDouble());
    assertThat(card.path("curve").size()).isEqualTo(19);
  }

  @Test
  void pageLoadsNothingAndShowsNamesAsTheyAre() throws IOException {
    ModelCards.write(train(Algorithm.LEVELS.learner(), "pump <3>.csv").models(), MADE);

    String page = Files.readString(folder.resolve("models/pump-1.card.html"));

    assertThat(page)
        .contains("<title>pump:1</title>", "pump &lt;3&gt;.csv", "falseAlarmRate", "<svg")
        .doesNotContain("<script", "src=", "href=", "url(", "@import", "NaN", "pump <3>");
  }

  @Test
  void timesOfDayAreInTheCardAndNotInTheModel() throws IOException {
    ModelCards.write(train(Algorithm.LEVELS.learner(), "pump.csv").models(), MADE);
    byte[] model = Files.readAllBytes(folder.resolve("models/pump-1.onnx"));
    String card = Files.readString(folder.resolve("models/pump-1.card.json"));

    ModelCards.write(train(Algorithm.LEVELS.learner(), "pump.csv").models(), MADE.plusSeconds(60));

    assertThat(Files.readAllBytes(folder.resolve("models/pump-1.onnx"))).isEqualTo(model);
    assertThat(Files.readString(folder.resolve("models/pump-1.card.json")))
        .isNotEqualTo(card)
        .isEqualTo(card.replace("10:14:33Z\",\n  \"trainer", "10:15:33Z\",\n  \"trainer"));
  }

  private JsonNode card() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("models/pump-1.card.json").toFile());
  }

  /** From a recording that is healthy for a thousand rows, and from then on half the time. */
  private Written train(Learner learner, String name) throws IOException {
    Recording recording = Recordings.healthy(3000, 1);
    StringBuilder text = new StringBuilder("time," + String.join(",", recording.signals()));
    text.append(",anomaly\n");
    for (int row = 0; row < recording.rows(); row++) {
      boolean anomalous = row >= 1000 && row / 100 % 4 != 3;
      text.append(recording.times()[row]);
      for (double[] column : recording.values()) {
        text.append(',').append(column[row] * (anomalous ? 1.5 : 1));
      }
      text.append(anomalous ? ",1\n" : ",0\n");
    }
    Path file = Files.writeString(folder.resolve(name), text);
    HealthyPart part =
        learner.needsLabels() ? new HealthyPart.Unlabelled() : new HealthyPart.Rows(1000);
    return (Written)
        Training.run(
            new TrainRequest(
                learner,
                List.of(file),
                "pump",
                1,
                folder.resolve("models"),
                "*",
                false,
                part,
                20,
                ReadOptions.DEFAULT));
  }
}
