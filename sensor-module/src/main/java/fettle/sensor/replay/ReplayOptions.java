package fettle.sensor.replay;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * How recordings are read.
 *
 * @param speed times real time, at least 1; 0 = as fast as the buffers take it
 * @param zone of times that name none
 * @param timeColumn empty = a column with a usual name, or the first that holds dates
 * @param timePattern empty = any of the forms that {@link TimeFormat} knows
 * @param labels columns that are ground truth where a file has them; never sent
 * @param signals empty = every other column with numbers
 * @param onBadCell what becomes of a cell that is no number
 * @param groundTruth folder for the labels, one file a machine
 */
public record ReplayOptions(
    double speed,
    ZoneId zone,
    Optional<String> timeColumn,
    Optional<String> timePattern,
    List<String> labels,
    List<String> signals,
    OnBadCell onBadCell,
    Path groundTruth) {

  /**
   * What becomes of a cell that is no number. An empty cell is always no reading of that signal.
   */
  public enum OnBadCell {
    /** No reading of that signal. */
    NULL,
    /** The whole row is skipped. */
    SKIP_ROW
  }

  public ReplayOptions {
    if (!(speed == 0 || speed >= 1)) {
      throw new IllegalArgumentException(
          "speed="
              + speed
              + " must be 0 (as fast as possible) or at least 1:"
              + " slower, and times would run into the future");
    }
  }
}
