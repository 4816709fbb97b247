package fettle.inference.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.edge.EdgeException;
import fettle.edge.EdgeMessage;
import fettle.inference.fixtures.Readings;
import fettle.inference.fixtures.TestModel;
import fettle.inference.model.ModelSet;
import fettle.inference.model.Models;
import fettle.inference.pipeline.MachineCounters.Counts;
import fettle.inference.score.ScoreFormat;
import fettle.inference.score.ScoredBatch;
import fettle.inference.score.Scorer;
import fettle.inference.score.WindowRules;
import fettle.telemetry.Decoded;
import fettle.telemetry.EdgeRejection;
import fettle.telemetry.Limits;
import fettle.telemetry.TelemetryBatch;
import fettle.telemetry.TelemetryCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TelemetryInputTest {

  private static final TelemetryCodec CODEC = new TelemetryCodec(Limits.DEFAULT);

  private record Sent(String output, byte[] body, String id, Map<String, String> properties) {
    TelemetryBatch batch() {
      return ((Decoded.Valid) CODEC.decode(body, "none")).batch();
    }
  }

  private final List<Sent> sent = new ArrayList<>();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MachineCounters counters = new MachineCounters(10);
  private Scorer scorer;
  private TelemetryInput input;
  private final List<ScoredBatch> sketched = new ArrayList<>();
  private boolean hubIsAway;

  @BeforeEach
  void input() {
    scorer =
        new Scorer(
            new WindowRules(10, 10, 5), new ScoreFormat(0, 4), InstantSource.system(), () -> {});
    scorer.swap(Models.set(TestModel.named("pump", 3).bytes(), "pump-*"));
    input =
        new TelemetryInput(
            CODEC,
            "pump-flat",
            scorer,
            this::send,
            counters,
            new InferenceMetrics(registry),
            sketched::add);
  }

  @AfterEach
  void close() {
    scorer.swap(ModelSet.empty());
  }

  @Test
  void scoredBatchKeepsItsIdAndReadings() {
    TelemetryBatch batch = Readings.batch("s", 7, 0, 0.1, 0.2, 0.3);

    handle(message("pump-01:s:7", CODEC.encode(batch)));

    Sent out = only();
    assertThat(out.output()).isEqualTo("scored");
    assertThat(out.id()).isEqualTo("pump-01:s:7");
    assertThat(out.properties()).containsExactly(Map.entry("kind", "scored"));
    assertThat(out.batch().values()).isDeepEqualTo(batch.values());
    assertThat(out.batch().times()).containsExactly(batch.times());
    assertThat(out.batch().scoring().score()).containsExactly(Double.NaN, Double.NaN, 0.2);
  }

  @Test
  void failureToSendIsTheHubsToRepeatAndThenScoresTheSame() {
    byte[] first = CODEC.encode(Readings.batch("s", 0, 0, 0.1, 0.2, 0.3));
    handle(message("pump-01:s:0", first));
    byte[] second = CODEC.encode(Readings.batch("s", 1, 3, 0.6, 0.9));
    hubIsAway = true;
    assertThatThrownBy(() -> handle(message("pump-01:s:1", second)))
        .isInstanceOf(EdgeException.class);
    hubIsAway = false;

    handle(message("pump-01:s:1", second));

    assertThat(sent.get(1).batch().scoring().score())
        .containsExactly(sent.get(2).batch().scoring().score());
    assertThat(counters.snapshot()).containsEntry("pump-01", new Counts(5, 3, 2, 0, null));
    assertThat(sketched.stream().map(ScoredBatch::repeat)).containsExactly(false, false, true);
  }

  @Test
  void bytesThatAreNoMessageAreRejectedWithTheReason() {
    handle(message("pump-01:s:0", "{\"v\":1,".getBytes(StandardCharsets.UTF_8)));

    Sent out = only();
    assertThat(out.output()).isEqualTo("rejected");
    assertThat(out.properties()).containsExactly(Map.entry("kind", "rejected"));
    EdgeRejection rejection = EdgeRejection.decode(out.body()).orElseThrow();
    assertThat(rejection.reason()).isEqualTo("NOT_JSON");
    assertThat(rejection.machine()).isEqualTo("pump-01");
    assertThat(rejection.messageId()).isEqualTo("pump-01:s:0");
    assertThat(rejection.source()).isEqualTo("inference");
    assertThat(counters.snapshot()).containsEntry("pump-01", new Counts(0, 0, 0, 1, null));
    assertThat(registry.counter("fettle.inference.rejected", "reason", "NOT_JSON").count())
        .isEqualTo(1);
  }

  @Test
  void rejectedMessageOfNobodyIsCountedInAll() {
    handle(message("3f1c0a8e", new byte[] {1}));

    assertThat(EdgeRejection.decode(only().body()).orElseThrow().machine()).isNull();
    assertThat(counters.rejected()).isEqualTo(1);
    assertThat(counters.snapshot()).isEmpty();
  }

  @Test
  void batchWithoutModelPassesUnscored() {
    TelemetryBatch batch = Readings.of("fan-01", Readings.batch("s", 0, 0, 0.1, 0.2, 0.3));

    handle(message("fan-01:s:0", CODEC.encode(batch)));

    assertThat(only().output()).isEqualTo("scored");
    assertThat(only().batch().scoring().score()).containsOnly(Double.NaN);
    assertThat(counters.snapshot()).containsEntry("fan-01", new Counts(3, 0, 3, 0, null));
  }

  @Test
  void flatReadingKeepsTheIdItCameWith() {
    String flat = "{\"timestamp\":\"2025-11-23T12:00:00Z\",\"temperature\":20.5,\"humidity\":40}";

    handle(message("some-id", flat.getBytes(StandardCharsets.UTF_8)));

    assertThat(only().id()).isEqualTo("some-id");
    assertThat(only().output()).isEqualTo("scored");
    assertThat(counters.snapshot()).containsKey("pump-flat");
  }

  @Test
  void sharesAreLeftOutOfAMessageThatTheHubWouldNotTake() {
    double[] values = new double[5000];
    Arrays.setAll(values, i -> 0.123456789 + (i % 7) * 0.0001);

    handle(message("pump-01:s:0", CODEC.encode(Readings.batch("s", 0, 0, values))));

    assertThat(only().output()).isEqualTo("scored");
    assertThat(only().batch().scoring().contribution()).isNull();
    assertThat(only().batch().scoring().score()[4999]).isGreaterThan(0.12);
  }

  @Test
  void messageThatScoresMakeTooLargeIsRejectedNotRetriedForEver() {
    double[] values = new double[6600];
    Arrays.setAll(values, i -> 0.1234567890123 + i * 1e-9);
    byte[] body = CODEC.encode(Readings.batch("s", 0, 0, values));
    assertThat(body.length).isBetween(TelemetryInput.LARGEST_BODY - 60_000, 262_144);

    handle(message("pump-01:s:0", body));

    assertThat(only().output()).isEqualTo("rejected");
    assertThat(EdgeRejection.decode(only().body()).orElseThrow().reason()).isEqualTo("TOO_LARGE");
  }

  private void handle(EdgeMessage message) {
    input.handle(message).await().atMost(Duration.ofSeconds(30));
  }

  private Sent only() {
    assertThat(sent).hasSize(1);
    return sent.get(0);
  }

  private Uni<Void> send(String output, byte[] body, String id, Map<String, String> properties) {
    sent.add(new Sent(output, body, id, properties));
    return hubIsAway
        ? Uni.createFrom()
            .failure(new EdgeException(EdgeException.Reason.NOT_CONNECTED, "the hub is away"))
        : Uni.createFrom().voidItem();
  }

  private static EdgeMessage message(String id, byte[] body) {
    return new EdgeMessage("telemetry", body, id, Map.of("kind", "telemetry"));
  }
}
