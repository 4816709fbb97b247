package fettle.dashboard.problem;

import fettle.telemetry.command.CommandKeys;

/** So many commands wait that no more are taken. */
public final class TooManyCommands extends RuntimeException {
  private static final long serialVersionUID = 1;

  public TooManyCommands() {
    super(
        "%d commands wait, as many as may be; ask again when some are done"
            .formatted(CommandKeys.MOST_WAITING));
  }
}
