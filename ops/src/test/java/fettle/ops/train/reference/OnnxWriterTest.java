package fettle.ops.train.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.onnxruntime.OrtException;
import fettle.ops.csv.CsvOptions;
import fettle.ops.csv.ReadResult.Read;
import fettle.ops.csv.Recording;
import fettle.ops.csv.RecordingReader;
import fettle.ops.train.reference.ReferenceModel.Scored;
import fettle.ops.train.reference.TrainResult.Trained;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The graph and the Java computation are one model. */
class OnnxWriterTest {

  private static final double TOLERANCE = 1e-4;

  @Test
  void runtimeScoresRandomWindowsAsJavaDoes() throws OrtException {
    Trained trained = train(Recordings.healthy(900, 1), new HealthyPart.Unlabelled());
    Random random = new Random(2);
    List<double[][]> windows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      double spread = Math.pow(10, random.nextInt(5) - 2);
      double[][] window = new double[TrainRequest.DEFAULT_WINDOW][];
      for (int w = 0; w < window.length; w++) {
        window[w] =
            new double[] {
              50 + spread * random.nextGaussian(),
              1013.25 + spread * random.nextGaussian(),
              1.5 + spread * random.nextGaussian(),
              0.02 + spread * random.nextGaussian()
            };
      }
      windows.add(inSinglePrecision(window));
    }

    assertSameScores(trained, windows);
  }

  @Test
  void runtimeScoresRealWindowsAsJavaDoes() throws OrtException {
    Path file = Path.of(System.getProperty("fettle.shared"), "data/skab/valve1/3.csv");
    assumeThat(Files.exists(file)).as("%s is not here", file).isTrue();
    Recording recording = ((Read) new RecordingReader(CsvOptions.DEFAULT).read(file)).recording();
    Trained trained = train(recording, new HealthyPart.Beginning());
    WindowedRecording windowed = WindowedRecording.of(recording, trained.spec(), null);
    List<double[][]> windows = new ArrayList<>();
    for (int row = 0; row < windowed.rows(); row++) {
      if (windowed.full(row)) {
        windows.add(windowed.window(row));
      }
    }

    assertThat(windows).hasSizeGreaterThan(1000);
    assertSameScores(trained, windows);
  }

  @Test
  void absurdReadingsGiveAFiniteScore() throws OrtException {
    Trained trained = train(Recordings.healthy(900, 1), new HealthyPart.Unlabelled());
    double[][] window = new double[TrainRequest.DEFAULT_WINDOW][];
    for (int w = 0; w < window.length; w++) {
      window[w] = new double[] {1e30, 1013.25, -1e30, 0.02};
    }

    try (OnnxScorer onnx = new OnnxScorer(trained.bytes())) {
      OnnxScorer.Scores scores = onnx.score(window);
      assertThat(scores.score()[0]).isCloseTo(1f, within(1e-6f));
      assertThat(sum(scores.contribution()[0])).isCloseTo(1, within(TOLERANCE));
    }
  }

  private static void assertSameScores(Trained trained, List<double[][]> windows)
      throws OrtException {
    try (OnnxScorer onnx = new OnnxScorer(trained.bytes())) {
      OnnxScorer.Scores actual = onnx.score(windows.toArray(double[][][]::new));
      for (int i = 0; i < windows.size(); i++) {
        Scored expected = trained.model().score(windows.get(i));
        assertThat((double) actual.score()[i]).isCloseTo(expected.score(), within(TOLERANCE));
        for (int f = 0; f < expected.contribution().length; f++) {
          assertThat((double) actual.contribution()[i][f])
              .isCloseTo(expected.contribution()[f], within(TOLERANCE));
        }
        assertThat(sum(actual.contribution()[i])).isCloseTo(1, within(TOLERANCE));
      }
    }
  }

  /** The graph's input is float32: what is lost there is not a difference between computations. */
  private static double[][] inSinglePrecision(double[][] window) {
    for (double[] row : window) {
      for (int f = 0; f < row.length; f++) {
        row[f] = (float) row[f];
      }
    }
    return window;
  }

  private static double sum(float[] shares) {
    double sum = 0;
    for (float share : shares) {
      sum += share;
    }
    return sum;
  }

  private static Trained train(Recording recording, HealthyPart healthy) {
    return (Trained)
        new Trainer("pump", 1, TrainRequest.DEFAULT_WINDOW, healthy).train(List.of(recording));
  }
}
