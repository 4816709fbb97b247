package fettle.gateway.drift;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.drift.Sensitivity;
import fettle.drift.Verdict;
import fettle.drift.store.ModelDrift;
import fettle.gateway.drift.SketchOutcome.Merged;
import fettle.gateway.fixtures.SketchStream;
import fettle.telemetry.MachineId;
import fettle.telemetry.SketchMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartitionDriftTest {
  private static final MachineId PUMP = new MachineId("dev-1", "pump-01");
  private static final long HOUR = 3_600_000;
  private static final long START = 480_000 * HOUR;
  private static final DriftRules RULES = new DriftRules(HOUR, 2, 168, 2, Sensitivity.DEFAULT);

  private final SketchStream stream = new SketchStream("pump-01", "session", 1);
  private PartitionDrift drift = memory();

  @Test
  void sketchesOfAWindowAreMergedUntilALaterOneComes() {
    take(stream.next(START, 300, 0));
    take(stream.next(START + 300_000, 300, 0));

    Merged merged = (Merged) take(stream.next(START + HOUR, 300, 0));

    ClosedWindow closed = merged.closed().orElseThrow();
    assertThat(merged.judged()).isTrue();
    assertThat(closed.point().from()).isEqualTo(START);
    assertThat(closed.sketches().signals().get("flow").readings()).isEqualTo(600);
    assertThat(closed.point().signals().get("flow").readings()).isEqualTo(600);
    assertThat(present().closed()).isEqualTo(START);
    assertThat(present().openSince()).isEqualTo(START + HOUR);
    assertThat(present().openReadings()).isEqualTo(300);
  }

  @Test
  void aSignalThatMovesByHalfAStandardDeviationIsDriftedAfterTwoWindowsAndTheOthersAreNot() {
    List<Verdict> verdicts = new ArrayList<>();
    for (int hour = 0; hour < 8; hour++) {
      take(stream.next(START + hour * HOUR, 3_600, hour < 4 ? 0 : 0.5));
      verdicts.add(present().signals().get("temperature").verdict());
    }

    assertThat(verdicts.subList(1, 6)).containsOnly(Verdict.STEADY);
    assertThat(verdicts.subList(6, 8)).containsOnly(Verdict.DRIFTED);
    assertThat(present().verdict()).isEqualTo(Verdict.DRIFTED);
    assertThat(present().signals().get("flow").verdict()).isEqualTo(Verdict.STEADY);
    assertThat(present().score().verdict()).isEqualTo(Verdict.STEADY);
  }

  @Test
  void whatTheStoreGivesBackGoesOnAsIfNothingHadHappened() {
    PartitionDrift restarted = memory();
    for (int message = 0; message < 40; message++) {
      SketchMessage next = stream.next(START + message * HOUR / 5, 200, 0.2);
      SketchOutcome outcome = take(next);
      SketchOutcome again = restarted.take(PUMP, next, next.to());
      if (outcome instanceof Merged(Optional<ClosedWindow> closed, boolean judged)
          && closed.isPresent()) {
        assertThat(((Merged) again).closed().orElseThrow().sketches().encode())
            .isEqualTo(closed.get().sketches().encode());
        assertThat(judged).isTrue();
      }
      byte[] stored = restarted.machine(PUMP).encode();
      assertThat(stored).isEqualTo(drift.machine(PUMP).encode());
      restarted = memory();
      restarted.learn(PUMP, stored);
      restarted.learnReference(SketchStream.MODEL, SketchStream.reference());
    }
  }

  @Test
  void aRepeatIsNotMergedAgain() {
    SketchMessage message = stream.next(START, 300, 0);
    take(message);

    assertThat(take(message)).isEqualTo(new SketchOutcome.Repeat());
    assertThat(present().openReadings()).isEqualTo(300);
  }

  @Test
  void whatComesAfterItsWindowWasFinishedIsLate() {
    take(stream.next(START + HOUR, 300, 0));

    assertThat(take(stream.next(START, 300, 0))).isEqualTo(new SketchOutcome.Late());
    assertThat(present().openReadings()).isEqualTo(300);
  }

  @Test
  void aClockFarAheadFinishesNoWindow() {
    take(stream.next(START, 300, 0));
    SketchMessage future = stream.next(START + 9 * HOUR, 300, 0);

    assertThat(drift.take(PUMP, future, START)).isEqualTo(new SketchOutcome.Future());
    assertThat(present().openSince()).isEqualTo(START);
  }

  @Test
  void withoutAReferenceWindowsAreKeptAndNotJudged() {
    take(stream.next("other:1", START, 300, 5, null));

    Merged merged = (Merged) take(stream.next("other:1", START + HOUR, 300, 5, null));

    assertThat(merged.judged()).isFalse();
    assertThat(merged.closed().orElseThrow().point().score().psi()).isNaN();
    assertThat(present().referenceKnown()).isFalse();
    assertThat(present().verdict()).isEqualTo(Verdict.TOO_FEW_READINGS);
  }

  @Test
  void aModelTrainedAnewUnderItsOldNameIsWatchedFromTheBeginning() {
    for (int hour = 0; hour < 4; hour++) {
      take(stream.next(START + hour * HOUR, 3_600, 2));
    }
    assertThat(present().verdict()).isEqualTo(Verdict.DRIFTED);
    String other = SketchStream.reference().replaceFirst("\"per\":[0-9.]+", "\"per\":2.5");

    take(stream.next(SketchStream.MODEL, START + 4 * HOUR, 10, 0, other));

    assertThat(present().verdict()).isEqualTo(Verdict.TOO_FEW_READINGS);
    assertThat(present().openReadings()).isEqualTo(10);
  }

  @Test
  void damagedSketchesAndReferencesAreRefusedAndChangeNothing() {
    take(stream.next(START, 300, 0));
    byte[] before = drift.machine(PUMP).encode();
    SketchMessage good = stream.next(START, 300, 0);
    LinkedHashMap<String, byte[]> damaged = new LinkedHashMap<>(good.signals());
    damaged.put("flow", new byte[] {1, 2, 3});

    assertThat(take(with(good, damaged, null)))
        .isInstanceOfSatisfying(
            SketchOutcome.Refused.class, it -> assertThat(it.reason()).isEqualTo("BAD_SKETCH"));
    assertThat(take(with(good, new LinkedHashMap<>(good.signals()), "{}")))
        .isInstanceOf(SketchOutcome.Refused.class);
    assertThat(drift.machine(PUMP).encode()).isEqualTo(before);
  }

  @Test
  void ofManyModelsThoseHeardOfLastAreRemembered() {
    for (String model : List.of("a:1", "b:1", "a:1", "c:1")) {
      take(stream.next(model, START, 10, 0, null));
    }

    assertThat(drift.machine(PUMP).present(RULES).models())
        .extracting(ModelDrift::model)
        .containsExactly("c:1", "a:1");
  }

  @Test
  void anHourOfEightSignalsFitsTheStore() {
    LinkedHashMap<String, byte[]> signals = new LinkedHashMap<>();
    SketchMessage one = stream.next(START, 3_600, 0);
    for (int s = 0; s < 8; s++) {
      signals.put("signal-" + s, one.signals().get("flow"));
    }
    take(with(one, signals, null));

    Merged merged = (Merged) take(stream.next(START + HOUR, 10, 0));

    assertThat(drift.machine(PUMP).encode()).hasSizeLessThan(30_000);
    assertThat(merged.closed().orElseThrow().sketches().encode()).hasSizeLessThan(14_000);
  }

  private static SketchMessage with(
      SketchMessage message, LinkedHashMap<String, byte[]> signals, String reference) {
    return new SketchMessage(
        message.machine(),
        message.session(),
        message.seq(),
        message.model(),
        message.from(),
        message.to(),
        signals,
        message.score(),
        reference);
  }

  private SketchOutcome take(SketchMessage message) {
    return drift.take(PUMP, message, message.to());
  }

  private ModelDrift present() {
    return drift.machine(PUMP).present(RULES).models().getFirst();
  }

  private static PartitionDrift memory() {
    PartitionDrift memory = new PartitionDrift(RULES, 8, 64, 16, 300_000);
    memory.learn(PUMP, null);
    memory.learnReference(SketchStream.MODEL, null);
    return memory;
  }
}
