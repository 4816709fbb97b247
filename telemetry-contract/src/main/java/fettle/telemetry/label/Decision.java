package fettle.telemetry.label;

import fettle.telemetry.MachineId;
import java.util.Optional;

/**
 * What somebody decided about a machine for some time. A later decision of the same kind about the
 * same thing takes its place; the earlier one stays written. Texts are empty where nothing is
 * known.
 *
 * @param kind what was decided
 * @param machine about which machine; {@link #NO_MACHINE} in a {@link Kind#MAINTENANCE} of a site
 * @param from first millisecond that it is about, epoch milliseconds
 * @param to the first that it is no longer about
 * @param label what was said: a label in the words of who decided, such as {@link #REAL_FAULT}; the
 *     name of whom an alarm was given to, empty for nobody; the site that is under maintenance,
 *     empty for a machine; empty for all else
 * @param by who decided: a person's name, or a system's
 * @param at when, epoch milliseconds
 * @param component of the machine
 * @param comment in free text
 * @param alarm id of the {@link fettle.telemetry.alarm.Alarm} that it is about
 * @param model {@code name:version} that raised that alarm
 */
public record Decision(
    Kind kind,
    MachineId machine,
    long from,
    long to,
    String label,
    String by,
    long at,
    String component,
    String comment,
    String alarm,
    String model) {

  /** What the dashboard calls an alarm that was right. */
  public static final String REAL_FAULT = "real fault";

  /** What the dashboard calls an alarm that was wrong. */
  public static final String FALSE_ALARM = "false alarm";

  /** Label of a {@link Kind#LINK} that was made. */
  public static final String LINK_MADE = "link made";

  /** Label of a {@link Kind#LINK} that was taken back. */
  public static final String LINK_REVOKED = "link taken back";

  /** Characters of a label, a name or a component at most. */
  public static final int LONGEST_WORDS = 120;

  /** Characters of a comment at most. */
  public static final int LONGEST_COMMENT = 2_000;

  /** Of a decision that is about a site. */
  public static final MachineId NO_MACHINE = new MachineId("", "");

  /** What can be decided. */
  public enum Kind {
    /** What was the matter with the machine. */
    LABEL,
    /** Somebody has seen an alarm, and looks after it. */
    ACKNOWLEDGEMENT,
    /** Who is to look after an alarm. */
    ASSIGNMENT,
    /** Something said about an alarm. None takes the place of another. */
    COMMENT,
    /** An alarm is not to be heard of before {@code to}. */
    SHELVING,
    /** Alarms raised from {@code from} until {@code to} are expected, and tell nobody. */
    MAINTENANCE,
    /** What somebody wants to be remembered of a time; without a comment, no longer. */
    NOTE,
    /**
     * Somebody asked something of the machine's modules: its label says what, and its comment, once
     * that is known, what came of it.
     */
    COMMAND,
    /**
     * A link that shows the machine without sign-in was made, and opens until {@code to}, or was
     * taken back ({@link #LINK_REVOKED}); its id stands in the component.
     */
    LINK,
    /** What a later version knows: kept and passed on as it was said, and otherwise left alone. */
    OTHER
  }

  /** The site that it is about; empty for one about a machine. */
  public Optional<String> site() {
    return machine.equals(NO_MACHINE) ? Optional.of(label) : Optional.empty();
  }

  /** The same, of a time that ends then. */
  public Decision until(long end) {
    return new Decision(kind, machine, from, end, label, by, at, component, comment, alarm, model);
  }

  /** Whether this says what another said, at the same time, of a longer or shorter time. */
  public boolean saysAgain(Decision other) {
    return other.until(to).equals(this);
  }

  /**
   * What it is about: the alarm; of maintenance the machine or site and its begin, so that its end
   * can be moved; the link; of others the machine and the time, of which each may write a note.
   */
  public String about() {
    if (kind == Kind.MAINTENANCE) {
      return site().map(name -> "site " + name).orElseGet(machine::toString) + "/" + from;
    }
    if (!alarm.isEmpty()) {
      return alarm;
    }
    if (kind == Kind.LINK) {
      return "link " + component;
    }
    String time = machine + "/" + from + "/" + to;
    return kind == Kind.NOTE ? time + "/" + by : time;
  }
}
