package fettle.gateway.command;

/** The command that is being executed is no longer held: another gateway speaks for it now. */
final class Lost extends Exception {
  private static final long serialVersionUID = 1;
}
