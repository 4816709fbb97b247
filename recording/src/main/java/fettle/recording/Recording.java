package fettle.recording;

import java.nio.file.Path;
import java.util.List;

/**
 * One recorded run of one machine, columnar, in memory.
 *
 * @param file where it was read from
 * @param signals names of the measured columns, in the file's order
 * @param times epoch milliseconds UTC, one a row, in the file's order (usually non-decreasing)
 * @param values {@code values[signal][row]}, NaN where the file has no reading
 * @param anomalous ground truth per row, or null when the file has no label column
 * @param remarks what people should know of it: rows that were skipped, cells that are no numbers
 */
public record Recording(
    Path file,
    List<String> signals,
    long[] times,
    double[][] values,
    boolean[] anomalous,
    List<String> remarks) {

  /** A recording of which nothing is to be said. */
  public Recording(
      Path file, List<String> signals, long[] times, double[][] values, boolean[] anomalous) {
    this(file, signals, times, values, anomalous, List.of());
  }

  /** How many readings it has. */
  public int rows() {
    return times.length;
  }
}
