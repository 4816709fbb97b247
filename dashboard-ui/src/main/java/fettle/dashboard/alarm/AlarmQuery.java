package fettle.dashboard.alarm;

import fettle.dashboard.problem.BadParameter;
import fettle.dashboard.problem.MachineParameter;
import fettle.dashboard.problem.Parameters;
import fettle.dashboard.store.Decisions;
import fettle.dashboard.store.Descriptions;
import fettle.telemetry.MachineId;
import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.label.Decision.Kind;
import fettle.telemetry.machine.MachineDescription;
import java.util.Locale;
import java.util.Objects;

/**
 * Which alarms are wanted.
 *
 * @param machine {@code null} = of all
 * @param text part of {@code device/machine}, or of the machine's name, site or line, in lower
 *     case; empty = any
 * @param state {@code null} = all but the shelved ones
 * @param kind {@code null} = any
 * @param assigned whose to look after they are; empty = anybody's or nobody's
 * @param limit at most so many
 */
record AlarmQuery(
    MachineId machine, String text, State state, Alarm.Kind kind, String assigned, int limit) {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MOST = 1_000;

  /** What an alarm can be asked for by. */
  enum State {
    /** Shelved or not. */
    ANY,
    OPEN,
    CLEARED,
    UNLABELLED,
    LABELLED,
    /** Open, and nobody is to look after them. */
    UNASSIGNED,
    SHELVED;

    private String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Reads the parameters; {@code null} = left out.
   *
   * @throws BadParameter naming the one that breaks a rule
   */
  static AlarmQuery parse(
      String machine, String text, String state, String kind, String assigned, String limit) {
    return new AlarmQuery(
        machine == null ? null : MachineParameter.of(machine),
        Objects.requireNonNullElse(text, "").strip().toLowerCase(Locale.ROOT),
        state == null ? null : Parameters.oneOf("state", state, State.values(), State::wire),
        kind == null ? null : Parameters.oneOf("kind", kind, Alarm.Kind.values(), Alarm.Kind::wire),
        Objects.requireNonNullElse(assigned, "").strip(),
        limit == null ? DEFAULT_LIMIT : (int) Parameters.integer("limit", limit, 1, MOST));
  }

  boolean matches(Alarm alarm, Decisions decisions, Descriptions descriptions, long now) {
    return (machine == null || alarm.machine().equals(machine))
        && (kind == null || alarm.kind() == kind)
        && words(alarm.machine(), descriptions.of(alarm.machine())).contains(text)
        && (assigned.isEmpty() || assignee(alarm, decisions).equals(assigned))
        && isIn(alarm, decisions, decisions.silences().shelving(alarm.id(), now).isPresent());
  }

  private static String words(MachineId machine, MachineDescription described) {
    return String.join(
            " ", machine.toString(), described.name(), described.site(), described.line())
        .toLowerCase(Locale.ROOT);
  }

  private boolean isIn(Alarm alarm, Decisions decisions, boolean shelved) {
    return switch (state) {
      case null -> !shelved;
      case ANY -> true;
      case SHELVED -> shelved;
      case OPEN -> alarm.isOpen() && !shelved;
      case CLEARED -> !alarm.isOpen();
      case UNLABELLED -> decisions.newest(Kind.LABEL, alarm.id()).isEmpty() && !shelved;
      case LABELLED -> decisions.newest(Kind.LABEL, alarm.id()).isPresent();
      case UNASSIGNED -> alarm.isOpen() && assignee(alarm, decisions).isEmpty() && !shelved;
    };
  }

  /** Who is to look after an alarm; empty = nobody. */
  private static String assignee(Alarm alarm, Decisions decisions) {
    return decisions
        .newest(Kind.ASSIGNMENT, alarm.id())
        .map(entry -> entry.decision().label())
        .orElse("");
  }
}
