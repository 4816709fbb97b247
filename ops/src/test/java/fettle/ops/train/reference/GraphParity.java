package fettle.ops.train.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import fettle.ops.train.reference.TrainResult.Trained;
import fettle.recording.ReadOptions;
import fettle.recording.ReadResult.Read;
import fettle.recording.Recording;
import fettle.recording.RecordingReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A model's graph, run by onnxruntime, and its Java computation say the same. */
public final class GraphParity {
  public static final double TOLERANCE = 1e-4;

  private GraphParity() {}

  public static void assertSameScores(Trained trained, List<double[][]> windows)
      throws OrtException {
    try (OnnxScorer onnx = new OnnxScorer(trained.bytes())) {
      OnnxScorer.Scores actual = onnx.score(windows.toArray(double[][][]::new));
      for (int i = 0; i < windows.size(); i++) {
        Scored expected = trained.model().score(windows.get(i));
        assertThat((double) actual.score()[i])
            .as("score of window %d", i)
            .isBetween(0.0, 1.0)
            .isCloseTo(expected.score(), within(TOLERANCE));
        for (int f = 0; f < expected.contribution().length; f++) {
          assertThat((double) actual.contribution()[i][f])
              .as("contribution of signal %d to window %d", f, i)
              .isCloseTo(expected.contribution()[f], within(TOLERANCE));
        }
      }
    }
  }

  /**
   * Windows of the signals of {@link Recordings}, from quiet to absurd. The graph's input is
   * float32: what is lost there is not a difference between computations.
   */
  public static List<double[][]> randomWindows(int length) {
    Random random = new Random(2);
    List<double[][]> windows = new ArrayList<>();
    double[] level = {50, 1013.25, 1.5, 0.02};
    for (int i = 0; i < 200; i++) {
      double spread = Math.pow(10, random.nextInt(5) - 2);
      double[][] window = new double[length][level.length];
      for (double[] row : window) {
        for (int f = 0; f < row.length; f++) {
          row[f] = (float) (level[f] + spread * random.nextGaussian());
        }
      }
      windows.add(window);
    }
    return windows;
  }

  /** Every full window of a recording, its readings in single precision. */
  public static List<double[][]> windowsOf(Recording recording, WindowSpec spec) {
    WindowedRecording windowed = WindowedRecording.of(recording, spec, null);
    List<double[][]> windows = new ArrayList<>();
    for (int row = 0; row < windowed.rows(); row++) {
      if (windowed.full(row)) {
        windows.add(SinglePrecision.round(windowed.window(row)));
      }
    }
    return windows;
  }

  /** A run of SKAB; it may not be there. */
  public static Path skab(String name) {
    return Path.of(System.getProperty("fettle.shared"), "data/skab", name);
  }

  public static Recording read(Path file) {
    return ((Read) new RecordingReader(ReadOptions.DEFAULT).read(file)).recording();
  }
}
