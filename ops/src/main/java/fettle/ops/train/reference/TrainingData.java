package fettle.ops.train.reference;

import fettle.ops.csv.Recording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Recordings cut into windows, and which of those a model may learn from. */
final class TrainingData {

  private final List<Recording> recordings;
  private final HealthyPart healthy;
  private final WindowSpec spec;
  private final List<WindowedRecording> windowed = new ArrayList<>();

  TrainingData(List<Recording> recordings, HealthyPart healthy, WindowSpec spec) {
    this.recordings = recordings;
    this.healthy = healthy;
    this.spec = spec;
    for (Recording recording : recordings) {
      boolean[] skip = healthy instanceof HealthyPart.Unlabelled ? recording.anomalous() : null;
      windowed.add(WindowedRecording.of(recording, spec, skip));
    }
  }

  WindowSpec spec() {
    return spec;
  }

  /** The smoothed windows that lie in the healthy parts, in the order of the rows. */
  List<double[]> healthySamples(double[] weights) {
    List<double[]> samples = new ArrayList<>();
    for (int r = 0; r < recordings.size(); r++) {
      WindowedRecording windows = windowed.get(r);
      for (int row = 0; row < healthyRows(r); row++) {
        if (windows.full(row)) {
          samples.add(Smoothing.smooth(windows.window(row), weights));
        }
      }
    }
    return samples;
  }

  /** The values of one signal in the healthy rows. */
  double[] healthyValues(int signal) {
    List<double[]> rows = healthyRowValues();
    return rows.stream().mapToDouble(row -> row[signal]).toArray();
  }

  /** Time of the newest healthy row, epoch milliseconds. */
  long newest() {
    long newest = Long.MIN_VALUE;
    for (int r = 0; r < recordings.size(); r++) {
      for (int row = 0; row < healthyRows(r); row++) {
        newest = Math.max(newest, recordings.get(r).times()[row]);
      }
    }
    return newest;
  }

  /** The healthy rows of every recording, complete ones only. */
  List<double[]> healthyRowValues() {
    List<double[]> rows = new ArrayList<>();
    for (int r = 0; r < recordings.size(); r++) {
      for (int row = 0; row < healthyRows(r); row++) {
        double[] values = windowed.get(r).row(row);
        if (values != null) {
          rows.add(values);
        }
      }
    }
    return rows;
  }

  /** The model against the labels of the rows after the healthy parts. */
  Evaluation evaluate(ReferenceModel model) {
    Evaluation evaluation = Evaluation.NONE;
    if (healthy instanceof HealthyPart.Unlabelled) {
      return evaluation;
    }
    for (int r = 0; r < recordings.size(); r++) {
      boolean[] labels = recordings.get(r).anomalous();
      WindowedRecording windows = windowed.get(r);
      for (int row = healthyRows(r); labels != null && row < labels.length; row++) {
        boolean flagged =
            windows.full(row)
                && model.score(windows.window(row)).score() >= ReferenceModel.THRESHOLD;
        evaluation = evaluation.count(labels[row], flagged);
      }
    }
    return evaluation;
  }

  /** Names of the signals that never move in the given smoothed windows. */
  List<String> restingSignals(List<double[]> samples) {
    List<String> resting = new ArrayList<>();
    for (int f = 0; f < spec.signals().size(); f++) {
      int feature = f;
      double[] column = samples.stream().mapToDouble(sample -> sample[feature]).toArray();
      double low = Arrays.stream(column).min().orElse(0);
      double high = Arrays.stream(column).max().orElse(0);
      if (high - low <= 1e-9 * Math.max(1e-3, Math.max(Math.abs(low), Math.abs(high)))) {
        resting.add(spec.signals().get(f));
      }
    }
    return resting;
  }

  private int healthyRows(int recording) {
    return healthy.rowsOf(recordings.get(recording).rows());
  }
}
