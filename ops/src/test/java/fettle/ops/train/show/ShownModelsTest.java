package fettle.ops.train.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.ops.hash.Sha256;
import fettle.ops.pipeline.RunState;
import fettle.ops.store.PipelineStore;
import fettle.ops.store.RealRedis;
import fettle.ops.train.TrainingFixture;
import fettle.telemetry.model.ModelsInUse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShownModelsTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path folder;

  @Test
  void everyVersionsCardIsShownAndWhichIsInUseAndWhy() throws Exception {
    TrainingFixture training = new TrainingFixture(folder);
    train(training, 30);
    train(training, 20);

    try (RealRedis redis = RealRedis.start(folder);
        PipelineStore store = redis.store()) {
      int shown = ShownModels.show(training.environment(), store.models(), NOW);

      assertThat(shown).isEqualTo(2);
      JsonNode card = new ObjectMapper().readTree(store.models().card("pump:2").orElseThrow());
      assertThat(card.path("data").path("window").asInt()).isEqualTo(20);
      assertThat(card.path("comparison").path("outcome").asText()).isEqualTo("UNDECIDED");
      ModelsInUse inUse = store.models().inUse().orElseThrow();
      assertThat(inUse.models()).isEqualTo(List.of("pump:1"));
      assertThat(inUse.sha256()).isEqualTo(Sha256.of(training.models().resolve("manifest.json")));
      assertThat(inUse.why()).isEqualTo("pump:1 is put in use: pump:1 is the first model here");
      assertThat(inUse.forced()).isFalse();
      assertThat(inUse.at()).isEqualTo(NOW.toEpochMilli());

      redis.goAway();
      assertThatThrownBy(() -> ShownModels.show(training.environment(), store.models(), NOW))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("Redis does not answer");
      redis.comeBack();
    }
  }

  private static void train(TrainingFixture training, int window) throws IOException {
    RunState run =
        training.run(
            training.local(),
            TrainingFixture.settings(window),
            training.recording("pump-01.csv", 900, 1));
    assertThat(run.succeeded()).as(training.said()).isTrue();
  }
}
