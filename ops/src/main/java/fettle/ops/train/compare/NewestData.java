package fettle.ops.train.compare;

import fettle.ops.train.reference.HealthyPart;
import fettle.recording.ReadOptions;
import fettle.recording.Recording;
import java.nio.file.Path;
import java.util.List;

/**
 * The rows to compare models by: of each recording those that the candidate did not learn from and
 * that are newer than all that the model in use learned from.
 *
 * @param files the recordings
 * @param learned the rows of each that the candidate learned from; {@code null} = none
 * @param reading how to read them
 */
public record NewestData(List<Path> files, HealthyPart learned, ReadOptions reading) {
  /** Over all recordings, so that a comparison takes minutes whatever there is. */
  private static final int MOST_ROWS = 1_000_000;

  private static final int LEAST_ROWS_A_FILE = 2_000;

  public NewestData {
    files = List.copyOf(files);
  }

  /** Most rows of a recording that are scored, the newest. */
  private int mostRows() {
    return Math.max(LEAST_ROWS_A_FILE, MOST_ROWS / files.size());
  }

  /**
   * The rows that no window may contain.
   *
   * @param newest time of the newest row that the model in use learned from
   */
  boolean[] skipped(Recording recording, long newest) {
    int rows = recording.rows();
    int from = learned == null ? 0 : learned.rowsOf(rows);
    from = Math.max(from, rows - mostRows());
    boolean[] skip = new boolean[rows];
    for (int row = 0; row < rows; row++) {
      skip[row] = row < from || recording.times()[row] <= newest;
    }
    return skip;
  }
}
