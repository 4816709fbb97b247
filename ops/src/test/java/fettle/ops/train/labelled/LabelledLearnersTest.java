package fettle.ops.train.labelled;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import fettle.ops.train.reference.GraphParity;
import fettle.ops.train.reference.HealthyPart;
import fettle.ops.train.reference.Learner;
import fettle.ops.train.reference.Recordings;
import fettle.ops.train.reference.Scored;
import fettle.ops.train.reference.TrainResult;
import fettle.ops.train.reference.TrainResult.Refused;
import fettle.ops.train.reference.TrainResult.Trained;
import fettle.ops.train.reference.Trainer;
import fettle.recording.Recording;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What logistic regression and trees have in common. */
class LabelledLearnersTest {
  private static final int WINDOW = 10;

  static Stream<Learner> learners() {
    return Stream.of(new LogisticLearner(), new TreesLearner());
  }

  @ParameterizedTest
  @MethodSource("learners")
  void runtimeScoresRandomWindowsAsJavaDoes(Learner learner) throws OrtException {
    Trained trained = trained(learner, WINDOW, faults(0, 6));

    GraphParity.assertSameScores(trained, GraphParity.randomWindows(WINDOW));
  }

  @ParameterizedTest
  @MethodSource("learners")
  void runtimeScoresSingleReadingsAsJavaDoes(Learner learner) throws OrtException {
    Recording recording = faults(0, 6);
    Trained trained = trained(learner, 1, recording);

    GraphParity.assertSameScores(trained, GraphParity.windowsOf(recording, trained.spec()));
  }

  @ParameterizedTest
  @MethodSource("learners")
  void runtimeScoresTheWindowsLearnedFromAsJavaDoes(Learner learner) throws OrtException {
    Recording recording = faults(2, 0.3);
    Trained trained = trained(learner, WINDOW, recording);

    GraphParity.assertSameScores(trained, GraphParity.windowsOf(recording, trained.spec()));
  }

  @ParameterizedTest
  @MethodSource("learners")
  void sameDataGivesTheSameBytes(Learner learner) {
    byte[] once = trained(learner, WINDOW, faults(0, 6)).bytes();
    byte[] again = trained(learner, WINDOW, faults(0, 6)).bytes();
    byte[] other = trained(learner, WINDOW, faults(1, 6)).bytes();

    assertThat(again).isEqualTo(once);
    assertThat(other).isNotEqualTo(once);
  }

  @ParameterizedTest
  @MethodSource("learners")
  void faultIsFoundInRowsHeldOutAndItsSignalNamed(Learner learner) {
    for (int signal = 0; signal < Recordings.SIGNALS.size(); signal++) {
      double[] off = {9, 7, 0.5, 0.02};
      Recording recording = faults(signal, off[signal]);

      Trained trained = trained(learner, WINDOW, recording);

      assertThat(trained.evaluation().rows()).isEqualTo(recording.rows() - WINDOW + 1L);
      assertThat(trained.evaluation().f1()).as("signal %d", signal).isGreaterThan(0.85);
      double[] contribution = new double[Recordings.SIGNALS.size()];
      List<double[][]> windows = GraphParity.windowsOf(recording, trained.spec());
      for (double[][] window : windows.subList(150 - WINDOW, 200 - WINDOW)) {
        Scored scored = trained.model().score(window);
        assertThat(scored.score()).isBetween(0.0, 1.0);
        for (int f = 0; f < contribution.length; f++) {
          contribution[f] += scored.contribution()[f];
        }
      }
      assertThat(contribution[signal])
          .as("signal %d of %s", signal, Arrays.toString(contribution))
          .isEqualTo(Arrays.stream(contribution).max().orElseThrow());
    }
  }

  @ParameterizedTest
  @MethodSource("learners")
  void thresholdAndHowItWasLearnedAreInTheMetadata(Learner learner) {
    Trained trained = trained(learner, WINDOW, faults(0, 6));

    assertThat(trained.metadata())
        .containsEntry("fettle.trainer", learner.name())
        .containsEntry("fettle.threshold", Double.toString(trained.model().threshold()));
    assertThat(trained.metadata().get("fettle.trainer.parameters")).contains("\"folds\":\"5\"");
    assertThat(trained.metadata().get("fettle.metrics")).contains("\"heldOutAuc\":");
  }

  @ParameterizedTest
  @MethodSource("learners")
  void oneKindOnlyIsRefused(Learner learner) {
    Recording healthy = faults(0, 0);
    Arrays.fill(healthy.anomalous(), false);
    Recording anomalous = faults(0, 0);
    Arrays.fill(anomalous.anomalous(), true);

    assertThat(refused(learner, healthy))
        .contains("faults.csv: all 2000 rows to learn from are labelled healthy");
    assertThat(refused(learner, anomalous)).contains("are labelled anomalous");
  }

  @ParameterizedTest
  @MethodSource("learners")
  void noLabelsAreRefused(Learner learner) {
    assertThat(refused(learner, Recordings.healthy(900, 1)))
        .contains("healthy.csv has no column of labels ('anomaly' or 'label')")
        .contains("--trainer");
  }

  @ParameterizedTest
  @MethodSource("learners")
  void tooFewAnomalousRowsAreRefused(Learner learner) {
    Recording recording = faults(0, 6);
    Arrays.fill(recording.anomalous(), false);
    Arrays.fill(recording.anomalous(), 500, 504, true);

    assertThat(refused(learner, recording))
        .contains("4 windows are labelled anomalous and 1987 healthy, at least 10 of each");
  }

  @ParameterizedTest
  @MethodSource("learners")
  void anomalousRowsThatLieTogetherAreRefused(Learner learner) {
    Recording recording = faults(0, 6);
    Arrays.fill(recording.anomalous(), false);
    Arrays.fill(recording.anomalous(), 530, 560, true);

    assertThat(refused(learner, recording))
        .contains("all windows labelled anomalous lie together")
        .contains("label more of them");
  }

  /** 2000 rows of which every second hundred shows a fault. */
  private static Recording faults(int signal, double off) {
    Recording recording = Recordings.healthy(2000, 11);
    boolean[] labels = new boolean[recording.rows()];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = row / 100 % 2 == 1;
      recording.values()[signal][row] += labels[row] ? off : 0;
    }
    return new Recording(
        Path.of("faults.csv"), recording.signals(), recording.times(), recording.values(), labels);
  }

  private static Trained trained(Learner learner, int window, Recording recording) {
    return (Trained) train(learner, window, recording);
  }

  private static String refused(Learner learner, Recording recording) {
    return ((Refused) train(learner, WINDOW, recording)).problem();
  }

  private static TrainResult train(Learner learner, int window, Recording recording) {
    return new Trainer(learner, "pump", 7, window, new HealthyPart.Unlabelled())
        .train(List.of(recording));
  }
}
