package fettle.inference.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fettle.drift.KllCodec;
import fettle.inference.fixtures.ModelPlace;
import fettle.inference.fixtures.TestModel;
import fettle.inference.model.ModelStatus;
import fettle.inference.pipeline.InferenceChild.Moment;
import fettle.telemetry.SketchMessage;
import fettle.telemetry.TelemetryBatch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The module at a real edge hub, over MQTT and TLS, from the sensor's output to the stream. */
class InferenceEdgeTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir static Path shared;
  private static LocalEdge edge;
  private static TestSensor sensor;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    edge = LocalEdge.start(shared);
    sensor = new TestSensor(edge.connection("sensor"));
  }

  @AfterAll
  static void stop() {
    if (sensor != null) {
      sensor.close();
    }
    edge.close();
  }

  @Test
  void scoresComeOutUpstreamAndTheTwinTellsOfThem() throws IOException {
    try (Inference inference = inference()) {
      use(inference, 1);

      List<String> ids = sensor.send("pump-a", 0, 3);
      sensor.sendRaw("pump-a:run:3", "no telemetry".getBytes(StandardCharsets.UTF_8));

      awaitUpstream(ids);
      TelemetryBatch first = edge.upstream().scored().get("pump-a:run:0");
      assertThat(first.scoring().model()).isEqualTo("pump:1");
      assertThat(first.scoring().score()).containsExactly(Double.NaN, Double.NaN, 0.3, 0.3, 0.3);
      await()
          .atMost(SOON)
          .until(() -> edge.upstream().look().rejected().containsKey("pump-a:run:3"));
      assertThat(edge.upstream().rejected().get("pump-a:run:3").reason()).isEqualTo("NOT_JSON");

      JsonNode counts =
          awaitReported(inference, "/machines/pump-a", node -> node.path("rejected").asInt() == 1);
      assertThat(counts.path("received").asInt()).isEqualTo(15);
      assertThat(counts.path("scored").asInt()).isEqualTo(13);
      assertThat(counts.path("unscored").asInt()).isEqualTo(2);
      JsonNode loaded = edge.reported().at("/models/loaded/0");
      assertThat(loaded.path("name").asText()).isEqualTo("pump");
      assertThat(loaded.path("machines").path(0).asText()).isEqualTo("pump-*");
    }
  }

  @Test
  void badModelIsRefusedWithAReasonWhileTheOldGoesOn() throws IOException {
    try (Inference inference = inference()) {
      use(inference, 1);
      byte[] bad = TestModel.named("pump", 2).metadata("fettle.window", "4").bytes();
      Map<String, Object> wish = new ModelPlace(folder).add("pump", 2, bad, "pump-*").desired();
      edge.desiredModels(wish);

      JsonNode models =
          awaitReported(
              inference,
              "/models",
              node -> node.path("sha256").asText().equals(wish.get("sha256")));
      assertThat(models.path("state").asText()).isEqualTo("failed");
      assertThat(models.path("error").asText())
          .startsWith("model pump:2 is refused: its 'window' is");
      assertThat(models.at("/loaded/0/version").asInt()).isEqualTo(1);
      awaitUpstream(sensor.send("pump-b", 0, 2));
      assertThat(edge.upstream().scored().get("pump-b:run:1").scoring().model())
          .isEqualTo("pump:1");
    }
  }

  @Test
  void changingModelsUnderLoadLosesNothingAndScoresAll() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    List<String> models = new ArrayList<>();
    try (Inference inference = inference()) {
      use(inference, 1);
      CompletableFuture<List<String>> load =
          CompletableFuture.supplyAsync(() -> sensor.sendUntil("pump-c", enough::get, 5));
      try {
        for (int version = 1; version <= 6; version++) {
          use(inference, version);
          String model = "pump:" + version;
          models.add(model);
          await().atMost(SOON).until(() -> scoredBy(model, "pump-c"));
        }
      } finally {
        enough.set(true);
      }

      List<String> ids = load.get(60, TimeUnit.SECONDS);
      awaitUpstream(ids);
      List<TelemetryBatch> all = ids.stream().map(id -> edge.upstream().scored().get(id)).toList();
      assertThat(all.stream().map(batch -> batch.scoring().model()).distinct())
          .containsExactlyElementsOf(models);
      assertThat(all.stream().skip(1))
          .allSatisfy(batch -> assertThat(batch.scoring().score()).containsOnly(0.3));
    }
  }

  @Test
  void sketchesLeaveWhenModelsChangeAndAtTheEnd() throws IOException {
    try (Inference inference = inference()) {
      use(inference, 1);
      awaitUpstream(sensor.send("pump-s", 0, 3));
      use(inference, 2);
      awaitUpstream(sensor.send("pump-s", 3, 2));
    }

    await().atMost(SOON).until(() -> edge.upstream().look().sketchesOf("pump-s").size() == 2);
    List<SketchMessage> sketches = edge.upstream().sketchesOf("pump-s");
    assertThat(sketches).extracting(SketchMessage::model).containsExactly("pump:1", "pump:2");
    assertThat(sketches)
        .extracting(message -> KllCodec.decode(message.signals().get("a")).readings())
        .containsExactly(15L, 10L);
    assertThat(KllCodec.decode(sketches.getFirst().score()).readings()).isEqualTo(13);
  }

  @Test
  void killsLoseNothingWheneverTheyCome() throws Exception {
    edge.desiredModels(model(1));
    List<String> ids = new ArrayList<>(sensor.send("pump-d", 0, 60));
    for (Moment moment : List.of(Moment.BEFORE_SENDING, Moment.BEFORE_ACKNOWLEDGING)) {
      Process process =
          InferenceChild.start(edge.environment("inference"), folder.resolve("c"), moment, 10);
      try {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(moment.name()).isTrue();
        assertThat(process.exitValue()).isEqualTo(137);
      } finally {
        process.destroyForcibly();
      }
    }
    edge.upstream().look();
    long before = edge.upstream().batchesOf("pump-d");
    Process process =
        InferenceChild.start(edge.environment("inference"), folder.resolve("c"), Moment.NEVER, 0);
    try {
      await().atMost(SOON).until(() -> edge.upstream().look().batchesOf("pump-d") > before + 5);
    } finally {
      process.destroyForcibly().waitFor();
    }

    try (Inference inference = inference()) {
      ids.addAll(sensor.send("pump-d", 60, 5));
      awaitUpstream(ids);
    }
    assertThat(edge.upstream().batchesOf("pump-d")).isEqualTo(65);
    assertThat(edge.upstream().messages())
        .as("what was sent and not acknowledged came again")
        .isGreaterThan(edge.upstream().scored().size() + edge.upstream().rejected().size());
  }

  private Inference inference() {
    return new Inference(
        Settings.withCache(folder.resolve("cache")),
        edge.connection("inference"),
        new SimpleMeterRegistry(),
        Infrastructure.getDefaultWorkerPool());
  }

  private Map<String, Object> model(int version) throws IOException {
    return new ModelPlace(folder)
        .add("pump", version, TestModel.named("pump", version).bytes(), "pump-*")
        .desired();
  }

  private static boolean scoredBy(String model, String machine) {
    return edge.upstream().look().scored().values().stream()
        .anyMatch(
            batch -> batch.machine().equals(machine) && batch.scoring().model().equals(model));
  }

  private static void awaitUpstream(List<String> ids) {
    await().atMost(SOON).until(() -> edge.upstream().look().scored().keySet().containsAll(ids));
  }

  /** Has the module use a version, and waits until it does. */
  private void use(Inference inference, int version) throws IOException {
    Map<String, Object> wish = model(version);
    edge.desiredModels(wish);
    await()
        .atMost(SOON)
        .until(
            () ->
                inference.models().state() == ModelStatus.State.ACTIVE
                    && wish.get("sha256").equals(inference.models().sha256()));
  }

  private static JsonNode awaitReported(
      Inference inference, String pointer, Predicate<JsonNode> expected) {
    await()
        .atMost(SOON)
        .until(
            () -> {
              inference.report();
              return expected.test(edge.reported().at(pointer));
            });
    return edge.reported().at(pointer);
  }
}
