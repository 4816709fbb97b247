package fettle.ops.train.compare;

import fettle.ops.train.reference.WindowedRecording;
import fettle.recording.Recording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a model says of a recording's rows.
 *
 * @param windows of the recording, as the model takes them; {@code null} where it lacks a signal
 * @param scores of each row, NaN where it has none
 * @param flagged whether each is taken for anomalous
 * @param missing signals that the model wants and the rows do not have
 */
record ScoredRows(
    WindowedRecording windows, float[] scores, boolean[] flagged, List<String> missing) {
  private static final int BATCH = 256;

  /**
   * @param skip rows that no window may contain
   */
  static ScoredRows of(OnnxModel model, Recording recording, boolean[] skip) {
    float[] scores = new float[recording.rows()];
    Arrays.fill(scores, Float.NaN);
    boolean[] flagged = new boolean[scores.length];
    List<String> missing = missing(model, recording, skip);
    if (!missing.isEmpty()) {
      return new ScoredRows(null, scores, flagged, missing);
    }
    WindowedRecording windows = WindowedRecording.of(recording, model.facts().spec(), skip);
    List<Integer> full = new ArrayList<>();
    for (int row = 0; row < scores.length; row++) {
      if (windows.full(row)) {
        full.add(row);
      }
    }
    for (int from = 0; from < full.size(); from += BATCH) {
      List<Integer> rows = full.subList(from, Math.min(from + BATCH, full.size()));
      float[] batch = model.score(rows.stream().map(windows::window).toList());
      for (int i = 0; i < batch.length; i++) {
        scores[rows.get(i)] = batch[i];
        flagged[rows.get(i)] = model.isAnomalous(batch[i]);
      }
    }
    return new ScoredRows(windows, scores, flagged, missing);
  }

  private static List<String> missing(OnnxModel model, Recording recording, boolean[] skip) {
    return model.facts().spec().signals().stream()
        .filter(signal -> !arrives(recording, recording.signals().indexOf(signal), skip))
        .toList();
  }

  private static boolean arrives(Recording recording, int signal, boolean[] skip) {
    for (int row = 0; signal >= 0 && row < skip.length; row++) {
      if (!skip[row] && !Double.isNaN(recording.values()[signal][row])) {
        return true;
      }
    }
    return rows(skip) == 0 && signal >= 0;
  }

  /** How many are to be scored. */
  static long rows(boolean[] skip) {
    long rows = 0;
    for (boolean skipped : skip) {
      rows += skipped ? 0 : 1;
    }
    return rows;
  }

  boolean has(int row) {
    return !Float.isNaN(scores[row]);
  }

  long scored() {
    long scored = 0;
    for (float score : scores) {
      scored += Float.isNaN(score) ? 0 : 1;
    }
    return scored;
  }
}
