package fettle.inference.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.drift.KllCodec;
import fettle.drift.KllSketch;
import fettle.drift.ModelReference;
import fettle.drift.Reference;
import fettle.drift.ReferenceJson;
import fettle.inference.fixtures.Readings;
import fettle.inference.model.ModelInfo;
import fettle.inference.score.ScoredBatch;
import fettle.telemetry.Limits;
import fettle.telemetry.Scoring;
import fettle.telemetry.SketchCodec;
import fettle.telemetry.SketchMessage;
import fettle.telemetry.TelemetryBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SketchesTest {

  private static final Duration EVERY = Duration.ofMinutes(5);
  private static final String REFERENCE = "{}";

  private final Sketches sketches = new Sketches("session", 3, 3);

  @Test
  void messageHasEveryReadingAndScoreOfItsTime() {
    take("pump-01", 1, 0, 0.1, Double.NaN, 0.3);
    take("pump-01", 1, 3, 0.4);

    SketchMessage message = due(EVERY.toMillis()).getFirst();

    assertThat(message.messageId()).isEqualTo("pump-01:session:0");
    assertThat(message.model()).isEqualTo("pump:1");
    assertThat(message.from()).isEqualTo(Readings.START);
    assertThat(message.to()).isEqualTo(Readings.START + 300);
    assertThat(message.signals().sequencedKeySet()).containsExactly("a", "missing");
    assertThat(sketch(message, "a").readings()).isEqualTo(3);
    assertThat(sketch(message, "a").nonFinite()).isZero();
    assertThat(sketch(message, "missing").readings()).isZero();
    assertThat(KllCodec.decode(message.score()).readings()).isEqualTo(3);
  }

  @Test
  void sketchesLeaveWhenTheyAreOldEnoughAndBeginAnew() {
    take("pump-01", 1, 0, 0.1);
    assertThat(due(EVERY.toMillis() - 1)).isEmpty();
    assertThat(due(EVERY.toMillis())).hasSize(1);
    assertThat(due(EVERY.toMillis())).isEmpty();
    take("pump-01", 1, 1, 0.2, 0.3);

    SketchMessage second = due(3 * EVERY.toMillis()).getFirst();

    assertThat(second.seq()).isEqualTo(1);
    assertThat(sketch(second, "a").readings()).isEqualTo(2);
  }

  @Test
  void aBatchThatCameAgainIsNotCountedAgain() {
    take("pump-01", 1, 0, 0.1);
    sketches.take(scored("pump-01", 1, true, 0, 0.1), 0);

    assertThat(sketch(due(EVERY.toMillis()).getFirst(), "a").readings()).isEqualTo(1);
  }

  @Test
  void aMessageTellsOfOneVersionOfAModel() {
    take("pump-01", 1, 0, 0.1);

    List<SketchMessage> out = take("pump-01", 2, 1, 0.2);

    assertThat(out).extracting(SketchMessage::model).containsExactly("pump:1");
    assertThat(due(2 * EVERY.toMillis()))
        .extracting(SketchMessage::model)
        .containsExactly("pump:2");
  }

  @Test
  void aMachineTooManySendsTheOldestOneOffWithoutLoss() {
    for (String machine : List.of("m1", "m2", "m3")) {
      take(machine, 1, 0, 0.1);
    }
    due(EVERY.toMillis());
    take("m2", 1, 1, 0.1);
    take("m3", 1, 1, 0.1);
    take("m1", 1, 1, 0.1);

    List<SketchMessage> out = take("m4", 1, 1, 0.1);
    out.addAll(take("m2", 1, 2, 0.1));

    assertThat(out).extracting(SketchMessage::machine).containsExactly("m2", "m3");
    assertThat(due(9 * EVERY.toMillis()))
        .filteredOn(message -> message.machine().equals("m2"))
        .as("goes on counting")
        .extracting(SketchMessage::seq)
        .containsExactly(2L);
  }

  @Test
  void referenceComesFirstAndNowAndThen() {
    List<Boolean> has = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      take("pump-01", 1, i, 0.1);
      has.add(due(i * EVERY.toMillis() + EVERY.toMillis()).getFirst().reference() != null);
    }

    assertThat(has).containsExactly(true, false, false, true, false, false, true);
  }

  @Test
  void manySignalsTravelInSeveralMessages() {
    List<String> names = IntStream.range(0, 70).mapToObj(i -> "s" + i).toList();
    ModelInfo wide = new ModelInfo("wide", 1, names, 1, 100, 0.5, REFERENCE);
    double[][] values = new double[70][1];
    TelemetryBatch batch = Readings.withSignals(Readings.batch("s", 0, 0, 1), names, values);

    sketches.take(scored(batch, wide, false), 0);

    List<SketchMessage> out = due(EVERY.toMillis());
    assertThat(out).extracting(message -> message.signals().size()).containsExactly(32, 32, 6);
    assertThat(out)
        .extracting(message -> KllCodec.decode(message.score()).readings())
        .containsExactly(1L, 0L, 0L);
    assertThat(out.get(1).reference()).isNull();
  }

  /** The hub counts pieces of 4 KB. */
  @Test
  void fiveMinutesOfEightSignalsTakeThreePiecesAndWithTheReferenceFour() {
    SplittableRandom random = new SplittableRandom(5);
    List<String> names = IntStream.range(0, 8).mapToObj(i -> "temperature-" + i).toList();
    SequencedMap<String, Reference> references = new LinkedHashMap<>();
    names.forEach(name -> references.put(name, Reference.of(noise(random, 20_000))));
    String reference =
        ReferenceJson.encode(new ModelReference(references, Reference.of(noise(random, 20_000))));
    ModelInfo model = new ModelInfo("pump", 1, names, 1, 1000, 0.5, reference);
    double[][] values = new double[8][];
    Arrays.setAll(values, f -> noise(random, 300));
    TelemetryBatch batch =
        Readings.withSignals(Readings.batch("s", 0, 0, values[0]), names, values);
    sketches.take(scored(batch, model, false), 0);

    SketchMessage message = due(EVERY.toMillis()).getFirst();

    SketchCodec codec = new SketchCodec(Limits.DEFAULT);
    assertThat(codec.encode(message)).hasSizeLessThan(16_384);
    SketchMessage alone =
        new SketchMessage(
            "pump-01", "s", 1, "pump:1", 0, 1, message.signals(), message.score(), null);
    assertThat(codec.encode(alone)).hasSizeLessThan(3 * 4_096);
  }

  private static double[] noise(SplittableRandom random, int count) {
    return random.doubles(count, 0, 1).map(u -> Math.round(7000 + 300 * u) / 100.0).toArray();
  }

  private List<SketchMessage> due(long now) {
    return sketches.due(now, EVERY);
  }

  private List<SketchMessage> take(String machine, int version, int first, double... values) {
    return new ArrayList<>(
        sketches.take(scored(machine, version, false, first, values), first * EVERY.toMillis()));
  }

  private static ScoredBatch scored(
      String machine, int version, boolean repeat, int first, double... values) {
    ModelInfo model =
        new ModelInfo("pump", version, List.of("a", "missing"), 1, 100, 0.5, REFERENCE);
    return scored(Readings.of(machine, Readings.batch("s", first, first, values)), model, repeat);
  }

  /** Every reading of the first signal is its score. */
  private static ScoredBatch scored(TelemetryBatch batch, ModelInfo model, boolean repeat) {
    double[] score = batch.values()[0].clone();
    Scoring scoring = new Scoring(model.label(), score, new boolean[score.length], null, 0);
    return new ScoredBatch(
        batch.withScoring(scoring), model, score.length, new int[9], repeat, null);
  }

  private static KllSketch sketch(SketchMessage message, String signal) {
    return KllCodec.decode(message.signals().get(signal));
  }
}
