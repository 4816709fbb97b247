package fettle.inference.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fettle.inference.fixtures.Readings;
import fettle.inference.fixtures.TestModel;
import fettle.inference.model.Models;
import fettle.telemetry.TelemetryBatch;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The model's score is the mean of the last three readings. */
class ScorerTest {

  private static final double NONE = Double.NaN;
  private static final long NOW = 1_763_900_100_000L;

  private final AtomicInteger evicted = new AtomicInteger();
  private Scorer scorer;

  @BeforeEach
  void scorer() {
    scorer = scorer(new WindowRules(2, 10, 5));
    scorer.swap(Models.set(TestModel.named("pump", 3).bytes(), "pump-*"));
  }

  @AfterEach
  void close() {
    scorer.swap(Models.set(TestModel.named("none", 1).bytes(), "none"));
  }

  @Test
  void readingsAreScoredFromTheFirstFullWindowOn() {
    ScoredBatch result = scorer.score(Readings.batch("s", 0, 0, 0.1, 0.2, 0.3, 0.7));

    assertThat(scores(result)).containsExactly(NONE, NONE, 0.2, 0.4);
    assertThat(result.scored()).isEqualTo(2);
    assertThat(result.unscored(Unscored.WINDOW_NOT_FULL)).isEqualTo(2);
    assertThat(result.batch().scoring().model()).isEqualTo("pump:3");
    assertThat(result.batch().scoring().scoredAt()).isEqualTo(NOW);
  }

  @Test
  void windowGoesOnAcrossBatches() {
    scorer.score(Readings.batch("s", 0, 0, 0.1, 0.2));
    assertThat(scores(scorer.score(Readings.batch("s", 1, 2, 0.3)))).containsExactly(0.2);
    assertThat(scores(scorer.score(Readings.batch("s", 2, 3, 0.4, 0.8)))).containsExactly(0.3, 0.5);
  }

  @Test
  void sizeOfTheBatchesDoesNotChangeTheScores() {
    double[] values = new double[700];
    Arrays.setAll(values, i -> (i * 37 % 100) / 100.0);
    double[] whole = scores(scorer.score(Readings.batch("s", 0, 0, values)));

    Scorer other = scorer(new WindowRules(2, 10, 5));
    other.swap(Models.set(TestModel.named("pump", 3).bytes(), "pump-*"));
    double[] pieces = new double[values.length];
    int at = 0;
    for (int seq = 0; at < values.length; seq++) {
      int size = Math.min(1 + seq % 9, values.length - at);
      double[] part =
          scores(
              other.score(Readings.batch("s", seq, at, Arrays.copyOfRange(values, at, at + size))));
      System.arraycopy(part, 0, pieces, at, size);
      at += size;
    }

    assertThat(whole).as("more than one run of the model").hasSizeGreaterThan(512);
    assertThat(pieces).containsExactly(whole);
    assertThat(whole[699]).isCloseTo((values[697] + values[698] + values[699]) / 3, within(1e-4));
  }

  @Test
  void redeliveredBatchGetsTheSameScoresAndIsInNoWindowTwice() {
    scorer.score(Readings.batch("s", 0, 0, 0.1, 0.2, 0.3));
    double[] first = scores(scorer.score(Readings.batch("s", 1, 3, 0.9, 0.6)));

    ScoredBatch again = scorer.score(Readings.batch("s", 1, 3, 0.9, 0.6));

    assertThat(again.repeat()).isTrue();
    assertThat(scores(again)).containsExactly(first);
    assertThat(scores(scorer.score(Readings.batch("s", 2, 5, 0.0))))
        .as("the mean of 0.9, 0.6 and 0")
        .containsExactly(0.5);
  }

  @Test
  void batchRedeliveredManyTimesKeepsItsScores() {
    scorer.score(Readings.batch("s", 0, 0, 0.1, 0.2, 0.3));
    for (int i = 0; i < 5; i++) {
      assertThat(scores(scorer.score(Readings.batch("s", 1, 3, 0.4)))).containsExactly(0.3);
    }
  }

  @Test
  void lateBatchPassesUnscoredAndLeavesTheWindowAlone() {
    scorer.score(Readings.batch("s", 0, 0, 0.1, 0.2));
    scorer.score(Readings.batch("s", 2, 3, 0.3));

    ScoredBatch late = scorer.score(Readings.batch("s", 1, 2, 0.9));

    assertThat(scores(late)).containsExactly(NONE);
    assertThat(late.unscored(Unscored.LATE)).isEqualTo(1);
    assertThat(scores(scorer.score(Readings.batch("s", 3, 4, 0.7)))).containsExactly(0.4);
  }

  @Test
  void batchOfTheSessionBeforeIsLate() {
    scorer.score(Readings.batch("s", 0, 0, 0.1, 0.2));
    scorer.score(Readings.batch("t", 0, 3, 0.3));

    assertThat(scorer.score(Readings.batch("s", 1, 4, 0.9)).unscored(Unscored.LATE)).isEqualTo(1);
    assertThat(scores(scorer.score(Readings.batch("t", 1, 5, 0.7)))).containsExactly(0.4);
  }

  @Test
  void newSessionOnTheSameLineOfTimeKeepsTheWindow() {
    scorer.score(Readings.batch("s", 40, 0, 0.1, 0.2));
    assertThat(scores(scorer.score(Readings.batch("t", 0, 2, 0.3)))).containsExactly(0.2);
  }

  @Test
  void clockSetBackBeginsANewWindow() {
    scorer.score(Readings.batch("s", 0, 10_000, 0.1, 0.2, 0.3));
    ScoredBatch after = scorer.score(Readings.batch("s", 1, 0, 0.4, 0.5, 0.6));

    assertThat(scores(after)).containsExactly(NONE, NONE, 0.5);
    assertThat(scores(scorer.score(Readings.batch("s", 1, 0, 0.4, 0.5, 0.6))))
        .as("delivered again")
        .containsExactly(NONE, NONE, 0.5);
  }

  @Test
  void flatReadingsFollowTheirTimes() {
    scorer.score(Readings.batch("", -1, 0, 0.1));
    scorer.score(Readings.batch("", -1, 1, 0.2));
    assertThat(scores(scorer.score(Readings.batch("", -1, 2, 0.3)))).containsExactly(0.2);
    assertThat(scorer.score(Readings.batch("", -1, 1, 0.9)).unscored(Unscored.LATE)).isEqualTo(1);
    assertThat(scorer.score(Readings.batch("", -1, -500, 0.9)).unscored(Unscored.WINDOW_NOT_FULL))
        .as("far back: another line of time")
        .isEqualTo(1);
  }

  @Test
  void pauseLongerThanTheRuleEmptiesTheWindow() {
    scorer.score(Readings.batch("s", 0, 0, 0.1, 0.2, 0.3));
    assertThat(scores(scorer.score(Readings.batch("s", 1, 12, 0.4)))).containsExactly(0.3);
    assertThat(scores(scorer.score(Readings.batch("s", 2, 24, 0.4, 0.5, 0.6))))
        .containsExactly(NONE, NONE, 0.5);
  }

  @Test
  void missingValueIsHeldForAWhile() {
    scorer.score(Readings.batch("s", 0, 0, 0.3, 0.3, 0.3));
    TelemetryBatch holes = Readings.batch("s", 1, 3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3);
    Arrays.fill(holes.values()[0], 0, 6, Double.NaN);

    ScoredBatch result = scorer.score(holes);

    assertThat(scores(result))
        .as("five intervals are held, the sixth is not, and no window may span it")
        .containsExactly(0.3, 0.3, 0.3, 0.3, 0.3, NONE, NONE);
    assertThat(result.unscored(Unscored.MISSING_VALUE)).isEqualTo(1);
    assertThat(result.unscored(Unscored.WINDOW_NOT_FULL)).isEqualTo(1);
  }

  @Test
  void signalThatIsNeverSentIsNamedAndNothingScored() {
    TelemetryBatch batch =
        Readings.withSignals(
            Readings.batch("s", 0, 0, 1, 1, 1, 1), List.of("a"), new double[] {0.1, 0.1, 0.1, 0.1});

    ScoredBatch result = scorer.score(batch);

    assertThat(result.unscored(Unscored.MISSING_VALUE)).isEqualTo(4);
    assertThat(result.problem()).isEqualTo("pump:3 needs the signal 'b', which is not sent");
    assertThat(scorer.score(Readings.batch("s", 1, 4, 0.1)).problem())
        .as("it is sent now")
        .isNull();
  }

  @Test
  void otherSpacingThanTheModelsIsReported() {
    ScoredBatch result = null;
    for (int i = 0; i < 10; i++) {
      result = scorer.score(Readings.at("s", i, Readings.START + 500L * i, 0.1));
    }
    assertThat(result.problem()).isEqualTo("readings come every 500 ms, pump:3 expects 100 ms");
    assertThat(result.scored()).as("within the longest pause").isEqualTo(1);
  }

  @Test
  void signalsAreFoundByNameAndContributionsAreInTheBatchesOrder() {
    TelemetryBatch batch =
        Readings.withSignals(
            Readings.batch("s", 0, 0, 0, 0, 0),
            List.of("x", "b", "a"),
            new double[] {9, 9, 9},
            new double[] {0.8, 0.8, 0.8},
            new double[] {0.4, 0.4, 0.4});

    ScoredBatch result = scorer.score(batch);

    assertThat(scores(result)[2]).isEqualTo(0.6);
    assertThat(result.batch().scoring().contribution().at()).containsExactly(2);
    assertThat(result.batch().scoring().contribution().share())
        .isDeepEqualTo(new double[][] {null, {0.8}, {0.4}});
  }

  @Test
  void contributionsAreOnlySentForHighScores() {
    ScoredBatch result = scorer.score(Readings.batch("s", 0, 0, 0.4, 0.4, 0.4, 0.7, 0.1));

    assertThat(scores(result)).containsExactly(NONE, NONE, 0.4, 0.5, 0.4);
    assertThat(result.batch().scoring().contribution().at()).containsExactly(3);
    assertThat(result.batch().scoring().anomaly())
        .containsExactly(false, false, false, true, false);
  }

  @Test
  void scoreThatIsNoneLeavesTheReadingUnscored() {
    ScoredBatch result = scorer.score(Readings.batch("s", 0, 0, 0.3, 0.3, 300, 0.3));

    assertThat(scores(result)).containsOnly(NONE);
    assertThat(result.unscored(Unscored.MODEL_FAILED)).isEqualTo(2);
    assertThat(scores(scorer.score(Readings.batch("s", 1, 4, 0.3, 0.3)))[1]).isEqualTo(0.3);
  }

  @Test
  void machineWithoutAModelPassesUnscored() {
    ScoredBatch result =
        scorer.score(Readings.of("fan-01", Readings.batch("s", 0, 0, 0.1, 0.2, 0.3)));

    assertThat(scores(result)).containsOnly(NONE);
    assertThat(result.unscored(Unscored.NO_MODEL)).isEqualTo(3);
    assertThat(result.batch().scoring().model()).isEmpty();
  }

  @Test
  void newVersionGoesOnWithTheWindow() {
    scorer.score(Readings.batch("s", 0, 0, 0.1, 0.2, 0.3));
    scorer.swap(Models.set(TestModel.named("pump", 4).bytes(), "pump-*"));

    ScoredBatch result = scorer.score(Readings.batch("s", 1, 3, 0.4));

    assertThat(scores(result)).containsExactly(0.3);
    assertThat(result.batch().scoring().model()).isEqualTo("pump:4");
  }

  @Test
  void modelOfOtherReadingsBeginsANewWindowAndStillKnowsWhatWasLast() {
    scorer.score(Readings.batch("s", 0, 0, 0.1, 0.2, 0.3));
    scorer.swap(Models.set(TestModel.named("pump", 4).window(2).bytes(), "pump-*"));

    ScoredBatch repeat = scorer.score(Readings.batch("s", 0, 0, 0.1, 0.2, 0.3));

    assertThat(repeat.repeat()).isTrue();
    assertThat(scores(repeat)).containsExactly(NONE, 0.15, 0.25);
    assertThat(scores(scorer.score(Readings.batch("s", 1, 3, 0.5)))).containsExactly(0.4);
  }

  @Test
  void machineNotHeardOfForLongestMakesRoom() {
    for (String machine : List.of("pump-01", "pump-02", "pump-01", "pump-03")) {
      scorer.score(Readings.of(machine, Readings.batch(machine, evicted.get(), 0, 0.1)));
    }
    assertThat(evicted).hasValue(1);
    assertThat(scorer.machines()).isEqualTo(2);
    assertThat(scorer.score(Readings.of("pump-01", Readings.batch("pump-01", 0, 0, 0.1))).repeat())
        .as("pump-02 was forgotten, not pump-01")
        .isTrue();
  }

  private Scorer scorer(WindowRules rules) {
    return new Scorer(
        rules,
        new ScoreFormat(0.5, 4),
        InstantSource.fixed(Instant.ofEpochMilli(NOW)),
        evicted::incrementAndGet);
  }

  private static double[] scores(ScoredBatch result) {
    return result.batch().scoring().score();
  }
}
