package fettle.recording;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How recordings are read.
 *
 * @param zone of times that name none
 * @param timeColumn empty = the first that holds dates, or one with a usual name
 * @param timePattern a {@link java.time.format.DateTimeFormatter} pattern; empty = any of the forms
 *     that {@link TimeFormat} knows
 * @param interval of the rows of files without times, milliseconds; 0 = such a file is refused
 * @param labels columns that are ground truth where a file has them, whatever their case; no
 *     signals. Of several the first named here says which rows are anomalous
 * @param signals empty = every other column with numbers
 * @param exclude columns that are no signals
 * @param onBadCell what becomes of a cell that is no number
 */
public record ReadOptions(
    ZoneId zone,
    Optional<String> timeColumn,
    Optional<String> timePattern,
    long interval,
    List<String> labels,
    List<String> signals,
    Set<String> exclude,
    OnBadCell onBadCell) {

  /** Times are UTC; {@code anomaly}, {@code changepoint} and {@code label} are ground truth. */
  public static final ReadOptions DEFAULT =
      new ReadOptions(
          ZoneOffset.UTC,
          Optional.empty(),
          Optional.empty(),
          0,
          List.of("anomaly", "label", "changepoint"),
          List.of(),
          Set.of(),
          OnBadCell.NULL);

  /**
   * What becomes of a cell that is no number. An empty cell is always no reading of that signal.
   */
  public enum OnBadCell {
    /** No reading of that signal. */
    NULL,
    /** The whole row is skipped. */
    SKIP_ROW
  }

  /** The same, with another zone. */
  public ReadOptions withZone(ZoneId other) {
    return new ReadOptions(
        other, timeColumn, timePattern, interval, labels, signals, exclude, onBadCell);
  }

  /** The same, for files whose rows have no times but a known spacing. */
  public ReadOptions withInterval(long milliseconds) {
    return new ReadOptions(
        zone, timeColumn, timePattern, milliseconds, labels, signals, exclude, onBadCell);
  }

  /** The same, with columns that are no signals. */
  public ReadOptions without(Set<String> columns) {
    return new ReadOptions(
        zone, timeColumn, timePattern, interval, labels, signals, Set.copyOf(columns), onBadCell);
  }

  boolean isLabel(String column) {
    return labels.stream().anyMatch(column::equalsIgnoreCase);
  }
}
