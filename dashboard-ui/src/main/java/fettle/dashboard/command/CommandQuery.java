package fettle.dashboard.command;

import fettle.dashboard.problem.BadParameter;
import fettle.dashboard.problem.Parameters;
import fettle.dashboard.store.CommandStore.Asked;
import fettle.dashboard.store.Descriptions;
import fettle.telemetry.command.Command;
import fettle.telemetry.command.Progress.State;
import fettle.telemetry.machine.MachineDescription;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Which commands are asked for.
 *
 * @param words each must occur in the machine's device, names, site or line, in who asked or in
 *     what was asked; lower case
 * @param state {@code null} = any
 * @param limit at most so many
 */
record CommandQuery(List<String> words, State state, int limit) {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MOST = 1_000;

  /**
   * Reads the parameters; {@code null} = left out.
   *
   * @throws BadParameter naming the one that breaks a rule
   */
  static CommandQuery parse(String text, String state, String limit) {
    return new CommandQuery(
        Parameters.words(Objects.requireNonNullElse(text, "")),
        state == null ? null : Parameters.oneOf("state", state, State.values(), State::wire),
        limit == null ? DEFAULT_LIMIT : (int) Parameters.integer("limit", limit, 1, MOST));
  }

  /** Whether all match, so that no more have to be read than are shown. */
  boolean isOpen() {
    return words.isEmpty() && state == null;
  }

  boolean matches(Asked asked, Descriptions descriptions) {
    if (state != null && asked.progress().state() != state) {
      return false;
    }
    String searched = searched(asked.command(), descriptions.of(asked.command().machine()));
    return words.stream().allMatch(searched::contains);
  }

  private static String searched(Command command, MachineDescription described) {
    return String.join(
            " ",
            command.machine().toString(),
            described.name(),
            described.site(),
            described.line(),
            command.by(),
            command.action().words())
        .toLowerCase(Locale.ROOT);
  }
}
