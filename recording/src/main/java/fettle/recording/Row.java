package fettle.recording;

import java.util.List;

/** A row of a recording, as far as it can be used. */
public sealed interface Row {
  /** Its line in the file, from 1. */
  long line();

  /**
   * @param time epoch milliseconds as recorded
   * @param values one a signal, NaN = none
   * @param badCells what is no number, none of which stopped the row
   */
  record Reading(long line, long time, double[] values, List<BadCell> badCells) implements Row {}

  /** Cannot be used, and why. */
  record Unusable(long line, String reason) implements Row {}

  /** A cell that is no number. */
  record BadCell(String column, String text) {
    @Override
    public String toString() {
      return "'" + text + "' in column '" + column + "'";
    }
  }
}
