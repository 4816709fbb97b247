package fettle.ops.train.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.onnxruntime.OrtException;
import fettle.ops.train.reference.TrainResult.Trained;
import fettle.recording.Recording;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The graph and the Java computation are one model. */
class PcaGraphTest {

  @Test
  void runtimeScoresRandomWindowsAsJavaDoes() throws OrtException {
    Trained trained = train(Recordings.healthy(900, 1), new HealthyPart.Unlabelled());

    GraphParity.assertSameScores(trained, GraphParity.randomWindows(TrainRequest.DEFAULT_WINDOW));
  }

  @Test
  void runtimeScoresRealWindowsAsJavaDoes() throws OrtException {
    Path file = GraphParity.skab("valve1/3.csv");
    assumeThat(Files.exists(file)).as("%s is not here", file).isTrue();
    Recording recording = GraphParity.read(file);
    Trained trained = train(recording, new HealthyPart.Beginning());
    List<double[][]> windows = GraphParity.windowsOf(recording, trained.spec());

    assertThat(windows).hasSizeGreaterThan(1000);
    GraphParity.assertSameScores(trained, windows);
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
      assertThat(sum(scores.contribution()[0])).isCloseTo(1, within(GraphParity.TOLERANCE));
    }
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
        new Trainer(new PcaLearner(), "pump", 1, TrainRequest.DEFAULT_WINDOW, healthy)
            .train(List.of(recording));
  }
}
