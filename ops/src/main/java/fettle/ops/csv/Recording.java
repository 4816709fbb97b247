package fettle.ops.csv;

import java.nio.file.Path;
import java.util.List;

/**
 * One recorded run of one machine, columnar.
 *
 * @param file where it was read from
 * @param signals names of the measured columns, in the file's order
 * @param times epoch milliseconds UTC, one a row, in the file's order (usually non-decreasing)
 * @param values {@code values[signal][row]}, NaN where the file has no reading
 * @param anomalous ground truth per row, or null when the file has no label column
 */
public record Recording(
    Path file, List<String> signals, long[] times, double[][] values, boolean[] anomalous) {

  public int rows() {
    return times.length;
  }
}
