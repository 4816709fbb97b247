package fettle.ops.train.reference;

import fettle.ops.train.reference.TrainResult.Trained.Source;
import fettle.recording.Recording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Recordings seen through windows, and which of those a model may learn from. */
public final class TrainingData {

  private final List<Recording> recordings;
  private final HealthyPart healthy;
  private final WindowSpec spec;
  private final List<WindowedRecording> windowed = new ArrayList<>();

  /**
   * @param labelled whether rows labelled anomalous are learned from too
   */
  TrainingData(List<Recording> recordings, HealthyPart healthy, WindowSpec spec, boolean labelled) {
    this.recordings = recordings;
    this.healthy = healthy;
    this.spec = spec;
    for (Recording recording : recordings) {
      boolean[] skip = !labelled && healthy.leavesOutAnomalous() ? recording.anomalous() : null;
      windowed.add(WindowedRecording.of(recording, spec, skip));
    }
  }

  public WindowSpec spec() {
    return spec;
  }

  /** How many full windows there are to learn from. */
  public int windows() {
    int count = 0;
    for (int r = 0; r < recordings.size(); r++) {
      for (int row = 0; row < healthyRows(r); row++) {
        count += windowed.get(r).full(row) ? 1 : 0;
      }
    }
    return count;
  }

  /**
   * Rows that follow each other without a break, so that windows may be cut from them anywhere.
   *
   * @param recording it is from, counted from 0
   * @param first its first row, counted in that recording from 0
   * @param rows {@code rows[row][signal]}
   */
  public record Stretch(int recording, int first, double[][] rows) {}

  /** The rows to learn from, in the order of time. */
  public List<Stretch> stretches() {
    List<Stretch> stretches = new ArrayList<>();
    for (int r = 0; r < recordings.size(); r++) {
      List<double[]> rows = new ArrayList<>();
      int end = healthyRows(r);
      for (int row = 0; row < end; row++) {
        if (windowed.get(r).starts(row) && !rows.isEmpty()) {
          stretches.add(new Stretch(r, row - rows.size(), rows.toArray(double[][]::new)));
          rows.clear();
        }
        if (windowed.get(r).usable(row)) {
          rows.add(windowed.get(r).row(row));
        } else if (!rows.isEmpty()) {
          stretches.add(new Stretch(r, row - rows.size(), rows.toArray(double[][]::new)));
          rows.clear();
        }
      }
      if (!rows.isEmpty()) {
        stretches.add(new Stretch(r, end - rows.size(), rows.toArray(double[][]::new)));
      }
    }
    return stretches;
  }

  /** A window with what its newest reading is labelled. */
  public record Labelled(double[][] window, boolean anomalous) {}

  /** Every full window to learn from with its label, in the order of time; labels are there. */
  public List<Labelled> labelled() {
    List<Labelled> result = new ArrayList<>();
    for (int r = 0; r < recordings.size(); r++) {
      boolean[] labels = recordings.get(r).anomalous();
      for (int row = 0; row < healthyRows(r); row++) {
        if (windowed.get(r).full(row)) {
          result.add(new Labelled(windowed.get(r).window(row), labels[row]));
        }
      }
    }
    return result;
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

  /** What a model says of the rows after the healthy parts, where they have labels. */
  JudgedRows judge(ScoringModel model) {
    if (healthy instanceof HealthyPart.Unlabelled) {
      return JudgedRows.NONE;
    }
    List<Double> scores = new ArrayList<>();
    List<Boolean> labels = new ArrayList<>();
    for (int r = 0; r < recordings.size(); r++) {
      boolean[] anomalous = recordings.get(r).anomalous();
      WindowedRecording windows = windowed.get(r);
      for (int row = healthyRows(r); anomalous != null && row < anomalous.length; row++) {
        scores.add(windows.full(row) ? model.score(windows.window(row)).score() : Double.NaN);
        labels.add(anomalous[row]);
      }
    }
    boolean[] flat = new boolean[labels.size()];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = labels.get(i);
    }
    return JudgedRows.of(
        scores.stream().mapToDouble(Double::doubleValue).toArray(), flat, model.threshold());
  }

  /** The recordings, in their order. */
  List<Source> sources() {
    List<Source> sources = new ArrayList<>();
    for (int r = 0; r < recordings.size(); r++) {
      Recording recording = recordings.get(r);
      boolean[] labels = recording.anomalous();
      int rows = recording.rows();
      sources.add(
          new Source(
              recording.file().getFileName().toString(),
              rows,
              healthyRows(r),
              labels == null ? 0 : IntStream.range(0, rows).filter(row -> labels[row]).count(),
              recording.times()[0],
              recording.times()[rows - 1]));
    }
    return sources;
  }

  /** Names of the signals that never move in the rows to learn from. */
  List<String> restingSignals() {
    List<String> resting = new ArrayList<>();
    for (int f = 0; f < spec.signals().size(); f++) {
      double[] column = healthyValues(f);
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
