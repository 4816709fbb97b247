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
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Which alarms are wanted.
 *
 * @param machine {@code null} = of all
 * @param text part of {@code device/machine}, or of the machine's name, site or line, in lower
 *     case; empty = any
 * @param state {@code null} = any
 * @param limit at most so many
 */
record AlarmQuery(MachineId machine, String text, State state, int limit) {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MOST = 1_000;

  /** What an alarm can be asked for by. */
  enum State {
    OPEN,
    CLEARED,
    UNLABELLED,
    LABELLED;

    private String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Reads the parameters; {@code null} = left out.
   *
   * @throws BadParameter naming the one that breaks a rule
   */
  static AlarmQuery parse(String machine, String text, String state, String limit) {
    return new AlarmQuery(
        machine == null ? null : MachineParameter.of(machine),
        Objects.requireNonNullElse(text, "").strip().toLowerCase(Locale.ROOT),
        state == null ? null : state(state),
        limit == null ? DEFAULT_LIMIT : (int) Parameters.integer("limit", limit, 1, MOST));
  }

  private static State state(String text) {
    return Arrays.stream(State.values())
        .filter(state -> state.wire().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new BadParameter(
                    "state",
                    "must be one of %s, not '%s'"
                        .formatted(
                            Arrays.stream(State.values())
                                .map(State::wire)
                                .collect(Collectors.joining(", ")),
                            text)));
  }

  boolean matches(Alarm alarm, Decisions decisions, Descriptions descriptions) {
    return (machine == null || alarm.machine().equals(machine))
        && words(alarm.machine(), descriptions.of(alarm.machine())).contains(text)
        && (state == null || isIn(alarm, decisions));
  }

  private static String words(MachineId machine, MachineDescription described) {
    return String.join(
            " ", machine.toString(), described.name(), described.site(), described.line())
        .toLowerCase(Locale.ROOT);
  }

  private boolean isIn(Alarm alarm, Decisions decisions) {
    boolean labelled = decisions.newest(Kind.LABEL, alarm.id()).isPresent();
    return switch (state) {
      case OPEN -> alarm.isOpen();
      case CLEARED -> !alarm.isOpen();
      case UNLABELLED -> !labelled;
      case LABELLED -> labelled;
    };
  }
}
