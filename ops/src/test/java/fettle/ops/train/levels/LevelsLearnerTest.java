package fettle.ops.train.levels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.onnxruntime.OrtException;
import fettle.ops.train.reference.GraphParity;
import fettle.ops.train.reference.HealthyPart;
import fettle.ops.train.reference.Recordings;
import fettle.ops.train.reference.Scored;
import fettle.ops.train.reference.TrainResult;
import fettle.ops.train.reference.TrainResult.Refused;
import fettle.ops.train.reference.TrainResult.Trained;
import fettle.ops.train.reference.Trainer;
import fettle.recording.Recording;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LevelsLearnerTest {
  private static final int WINDOW = 30;
  private static final HealthyPart ALL = new HealthyPart.Unlabelled();
  private static final HealthyPart FIRST_1500 = new HealthyPart.Rows(1500);

  @Test
  void runtimeScoresRandomWindowsAsJavaDoes() throws OrtException {
    Trained trained = trained(ALL, Recordings.healthy(2000, 1));

    GraphParity.assertSameScores(trained, GraphParity.randomWindows(WINDOW));
  }

  @Test
  void runtimeScoresRealWindowsAsJavaDoes() throws OrtException {
    Path file = GraphParity.skab("valve1/3.csv");
    assumeThat(Files.exists(file)).as("%s is not here", file).isTrue();
    Recording recording = GraphParity.read(file);
    Trained trained = trained(new HealthyPart.Rows(400), recording);

    GraphParity.assertSameScores(trained, GraphParity.windowsOf(recording, trained.spec()));
  }

  @Test
  void sameDataGivesTheSameBytes() {
    byte[] once = trained(ALL, Recordings.healthy(900, 1)).bytes();
    byte[] again = trained(ALL, Recordings.healthy(900, 1)).bytes();
    byte[] other = trained(ALL, Recordings.healthy(900, 2)).bytes();

    assertThat(again).isEqualTo(once);
    assertThat(other).isNotEqualTo(once);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void faultThatTheLoadWouldHideIsFoundAndItsSignalNamed(int signal) {
    // the load alone moves flow by 7, pressure by 5 and current by 0.2 and more
    double[] off = {3, -2, 0.1, 0.02};
    Recording healthy = Recordings.healthy(2000, 3);
    Trained trained = trained(FIRST_1500, healthy);
    double[] shifted = healthy.values()[signal];
    for (int row = 1600; row < 2000; row++) {
      shifted[row] += off[signal];
    }

    Scored scored = trained.model().score(window(healthy, 1900));

    assertThat(scored.score()).isGreaterThanOrEqualTo(trained.model().threshold());
    assertThat(Arrays.stream(scored.contribution()).sum()).isCloseTo(1, within(1e-9));
    assertThat(scored.contribution()[signal])
        .isEqualTo(Arrays.stream(scored.contribution()).max().orElseThrow());
  }

  @Test
  void healthyDataNeverSeenRarelyAlarms() {
    Recording recording = Recordings.faulty(4000, 4, 0, 0);
    Arrays.fill(recording.anomalous(), false);

    Trained trained = trained(FIRST_1500, recording);

    assertThat(trained.evaluation().rows()).isEqualTo(2500);
    assertThat(trained.evaluation().falseAlarmRate()).isLessThan(0.03);
  }

  @Test
  void signalThatDriftsOnRaisesNoAlarmAndOneThatStepsDoes() {
    Recording recording = one(1200, 5, row -> 0.01 * row);
    Trained trained = trained(new HealthyPart.Rows(400), recording);
    double drifted = trained.model().score(window(recording, 700)).score();
    Recording stepped = one(1200, 5, row -> 0.01 * row + (row > 600 ? 100 : 0));

    double score = trained.model().score(window(stepped, 700)).score();

    assertThat(drifted).isLessThan(0.5);
    assertThat(score).isGreaterThan(0.9);
  }

  @Test
  void firstRowsInWhichTheMachineSettlesAreNotItsLevel() {
    Recording settling = one(900, 6, row -> row < 80 ? 40 - 0.5 * row : 0);
    Recording settled = one(900, 6, row -> 0);

    LevelsModel model = (LevelsModel) trained(new HealthyPart.Rows(400), settling).model();
    LevelsModel other = (LevelsModel) trained(new HealthyPart.Rows(400), settled).model();

    assertThat(model.mean()[0]).isEqualTo(other.mean()[0]);
    assertThat(model.limits()[0]).isCloseTo(other.limits()[0], within(1e-6));
  }

  @Test
  void singleAbsurdReadingRaisesNoAlarm() {
    Recording recording = Recordings.healthy(900, 7);
    Trained trained = trained(ALL, recording);
    double[][] window = window(recording, 800);
    window[WINDOW - 1] = window[WINDOW - 1].clone();
    window[WINDOW - 1][0] = 1e30;

    assertThat(trained.model().score(window).score()).isLessThan(0.5);
  }

  @Test
  void absurdReadingsGiveAFiniteScore() throws OrtException {
    Trained trained = trained(ALL, Recordings.healthy(900, 1));
    double[][] window = new double[WINDOW][];
    Arrays.fill(window, new double[] {1e30, 1013.25, -1e30, 0.02});

    GraphParity.assertSameScores(trained, List.<double[][]>of(window));
    assertThat(trained.model().score(window).score()).isGreaterThan(0.9);
  }

  @Test
  void tooFewSettledRowsAreRefusedWithTheWayOut() {
    assertThat(refused(ALL, Recordings.healthy(180, 1)))
        .contains("healthy.csv: no recording has 150 healthy rows after those in which it settles")
        .contains("--window");
  }

  private static double[][] window(Recording recording, int end) {
    double[][] window = new double[WINDOW][recording.signals().size()];
    for (int w = 0; w < WINDOW; w++) {
      for (int f = 0; f < window[w].length; f++) {
        window[w][f] = recording.values()[f][end - WINDOW + 1 + w];
      }
    }
    return window;
  }

  private static Recording one(int rows, long seed, IntToDoubleFunction course) {
    Random random = new Random(seed);
    double[] values = new double[rows];
    long[] times = new long[rows];
    for (int row = 0; row < rows; row++) {
      values[row] = course.applyAsDouble(row) + 0.1 * random.nextGaussian();
      times[row] = 1_700_000_000_000L + 1000L * row;
    }
    return new Recording(
        Path.of("one.csv"), List.of("signal"), times, new double[][] {values}, null);
  }

  private static Trained trained(HealthyPart healthy, Recording... recordings) {
    return (Trained) train(healthy, recordings);
  }

  private static String refused(HealthyPart healthy, Recording... recordings) {
    return ((Refused) train(healthy, recordings)).problem();
  }

  private static TrainResult train(HealthyPart healthy, Recording... recordings) {
    return new Trainer(new LevelsLearner(), "pump", 7, WINDOW, healthy).train(List.of(recordings));
  }
}
