package fettle.ops.dataset;

import fettle.telemetry.MachineId;
import java.util.Set;

/**
 * What somebody said of a machine for some time.
 *
 * @param from epoch milliseconds
 * @param to the first millisecond that it is not said of
 * @param label in the words of who said it
 * @param by who; may be empty
 * @param at when it was said, as written; may be empty
 * @param component of the machine; may be empty
 * @param place file and line, for messages
 */
record Label(
    MachineId machine,
    long from,
    long to,
    String label,
    String by,
    String at,
    String component,
    String place) {

  /** The same, of a part of its time. */
  Label within(long begin, long end) {
    return new Label(machine, begin, end, label, by, at, component, place);
  }

  /**
   * The labels that speak of no fault, in lower case; every other speaks of one, in whatever words
   * a maintenance system has for it.
   */
  static final Set<String> HEALTHY =
      Set.of("false alarm", "false-alarm", "false_alarm", "healthy", "normal", "ok", "0", "false");
}
