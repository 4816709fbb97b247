package fettle.ops.train.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import fettle.drift.ModelReference;
import fettle.drift.ReferenceJson;
import fettle.ops.train.reference.TrainResult.Refused;
import fettle.ops.train.reference.TrainResult.Trained;
import fettle.recording.Recording;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {

  private static final HealthyPart FIRST_500 = new HealthyPart.Rows(500);

  @Test
  void sameDataGivesTheSameBytes() {
    byte[] once = trained(FIRST_500, Recordings.healthy(900, 1)).bytes();
    byte[] again = trained(FIRST_500, Recordings.healthy(900, 1)).bytes();
    byte[] other = trained(FIRST_500, Recordings.healthy(900, 2)).bytes();

    assertThat(again).isEqualTo(once);
    assertThat(other).isNotEqualTo(once);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void faultIsFoundAndItsSignalNamed(int signal) {
    double[] clearlyOff = {5, -4, 0.3, 0.02};
    Recording recording = Recordings.faulty(900, 3, signal, clearlyOff[signal]);

    Trained trained = trained(FIRST_500, recording);

    assertThat(trained.evaluation().f1()).isGreaterThan(0.9);
    WindowedRecording windows = WindowedRecording.of(recording, trained.spec(), null);
    Scored scored = trained.model().score(windows.window(850));
    assertThat(scored.score()).isGreaterThanOrEqualTo(ReferenceModel.THRESHOLD);
    assertThat(indexOfLargest(scored.contribution())).isEqualTo(signal);
    assertThat(Arrays.stream(scored.contribution()).sum()).isCloseTo(1, within(1e-9));
  }

  @Test
  void healthyDataNeverSeenRarelyAlarms() {
    Recording recording = Recordings.faulty(3000, 4, 0, 0);
    Arrays.fill(recording.anomalous(), false);

    Trained trained = trained(new HealthyPart.Rows(1500), recording);

    assertThat(trained.evaluation().rows()).isEqualTo(1500);
    assertThat(trained.evaluation().falseAlarmRate()).isLessThan(0.03);
  }

  @Test
  void scoreRisesWithTheDistanceAndPassesTheThresholdAtTheLimit() {
    ReferenceModel model = (ReferenceModel) trained(FIRST_500, Recordings.healthy(900, 5)).model();
    double last = -1;
    for (double deviations = 0; deviations <= 50; deviations += 0.5) {
      double[] smoothed = model.mean().clone();
      smoothed[3] += deviations * model.scale()[3];
      double score = model.scoreSmoothed(smoothed).score();
      assertThat(score).isGreaterThan(last).isBetween(0.0, 1.0);
      last = score;
    }
    assertThat(last).isGreaterThan(ReferenceModel.THRESHOLD);
    assertThat(model.scoreSmoothed(model.mean()).score()).isZero();
  }

  @Test
  void modelSaysWhatItWasLearnedFrom() throws OrtException {
    Recording recording = Recordings.healthy(900, 1);
    Trained trained = trained(FIRST_500, recording);

    try (OnnxScorer onnx = new OnnxScorer(trained.bytes())) {
      Map<String, String> metadata = onnx.metadata();
      assertThat(metadata)
          .containsEntry("fettle.name", "pump")
          .containsEntry("fettle.version", "7")
          .containsEntry("fettle.signals", "[\"flow\",\"pressure\",\"current\",\"vibration\"]")
          .containsEntry("fettle.window", "20")
          .containsEntry("fettle.interval.ms", "1000")
          .containsEntry("fettle.threshold", "0.5")
          .containsEntry("fettle.training.newest", Long.toString(recording.times()[499]));
      assertThat(metadata.get("fettle.training.fingerprint")).matches("[0-9a-f]{64}");
      ModelReference reference = ReferenceJson.decode(metadata.get("fettle.reference"));
      assertThat(reference.signals().sequencedKeySet())
          .containsExactly("flow", "pressure", "current", "vibration");
      assertThat(reference.signals().get("flow").readings()).isEqualTo(500);
      assertThat(reference.score().independent()).isLessThan(reference.score().readings());
      assertThat(metadata.get("fettle.metrics")).contains("\"heldOutAlarmRate\"");
    }
  }

  @Test
  void signalThatNeverMovesIsLeftOutWithANotice() {
    Recording recording = Recordings.healthy(900, 1);
    Arrays.fill(recording.values()[1], 6.25);

    Trained trained = trained(FIRST_500, recording);

    assertThat(trained.spec().signals()).containsExactly("flow", "current", "vibration");
    assertThat(trained.notices()).containsExactly("left out, never changes: pressure");
  }

  @Test
  void recordingInWhichNothingMovesIsRefused() {
    Recording recording = Recordings.healthy(900, 1);
    for (double[] column : recording.values()) {
      Arrays.fill(column, 1);
    }

    assertThat(refused(FIRST_500, recording))
        .contains("healthy.csv")
        .contains("no signal ever changes");
  }

  @Test
  void oneSignalIsEnough() {
    Recording all = Recordings.healthy(900, 1);
    Recording one =
        new Recording(
            all.file(), List.of("flow"), all.times(), new double[][] {all.values()[0]}, null);

    ReferenceModel model = (ReferenceModel) trained(FIRST_500, one).model();
    assertThat(model.scoreSmoothed(new double[] {500}).score()).isGreaterThan(0.9);
  }

  @Test
  void tooFewRowsAreRefusedWithTheWayOut() {
    assertThat(refused(new HealthyPart.Unlabelled(), Recordings.healthy(60, 1)))
        .contains("healthy.csv: 41 full windows of 20 readings")
        .contains("at least 80")
        .contains("--window");
  }

  @Test
  void moreHealthyRowsThanThereAreIsRefused() {
    assertThat(refused(FIRST_500, Recordings.healthy(400, 1)))
        .isEqualTo("healthy.csv has 400 rows, fewer than the 500 that --healthy-rows asks for");
  }

  @Test
  void columnThatIsMostlyMissingIsRefusedByName() {
    Recording recording = Recordings.healthy(900, 1);
    Arrays.fill(recording.values()[2], 0, 700, Double.NaN);

    assertThat(refused(FIRST_500, recording))
        .contains("column 'current' has no value in 700 of 900 rows")
        .contains("--exclude");
  }

  @Test
  void filesWithOtherColumnsAreRefusedByName() {
    Recording all = Recordings.healthy(900, 1);
    Recording fewer =
        new Recording(
            Path.of("fewer.csv"),
            List.of("flow"),
            all.times(),
            new double[][] {all.values()[0]},
            null);

    assertThat(refused(FIRST_500, all, fewer)).contains("fewer.csv has no column 'current'");
    assertThat(refused(FIRST_500, fewer, all)).contains("fewer.csv has no column 'current'");
  }

  @Test
  void labelledAnomaliesAreNotLearnedFrom() {
    Recording withFault = Recordings.faulty(900, 6, 0, 100);

    Trained trained = trained(new HealthyPart.Unlabelled(), withFault);

    assertThat(trained.notices())
        .containsExactly("faulty.csv: 300 rows labelled anomalous are not learned from");
    assertThat(trained.windows()).isEqualTo(581);
    assertThat(((ReferenceModel) trained.model()).mean()[0]).isCloseTo(50, within(3.0));
  }

  private static int indexOfLargest(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  @Test
  void rowsThatAreAllAnomalousTeachNothing() {
    Recording recording = Recordings.healthy(900, 1);
    boolean[] all = new boolean[recording.rows()];
    Arrays.fill(all, true);
    Recording labelled =
        new Recording(
            recording.file(), recording.signals(), recording.times(), recording.values(), all);

    assertThat(refused(new HealthyPart.Unlabelled(), labelled))
        .contains("every row to learn from is labelled anomalous", "mend the labels");
  }

  private static Trained trained(HealthyPart healthy, Recording... recordings) {
    return (Trained)
        new Trainer(new PcaLearner(), "pump", 7, 20, healthy).train(List.of(recordings));
  }

  private static String refused(HealthyPart healthy, Recording... recordings) {
    return ((Refused)
            new Trainer(new PcaLearner(), "pump", 7, 20, healthy).train(List.of(recordings)))
        .problem();
  }
}
