package fettle.sensor.replay;

import java.util.List;

/** A row of a recording, as far as it can be used. */
sealed interface Row {
  /** {@code file:line}. */
  String place();

  /**
   * @param time epoch milliseconds as recorded
   * @param values one a signal, NaN = none
   * @param badColumns names of columns whose cell is no number, none of which stopped the row
   */
  record Reading(String place, long time, double[] values, List<String> badColumns)
      implements Row {}

  /** Cannot be used, and why. */
  record Unusable(String place, String reason) implements Row {}
}
