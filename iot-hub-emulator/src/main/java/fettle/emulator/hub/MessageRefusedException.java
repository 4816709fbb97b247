package fettle.emulator.hub;

/**
 * The hub will never take this message: too large, an unknown sender, a property that is not
 * allowed.
 */
public final class MessageRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public MessageRefusedException(String message) {
    super(message, null, false, false);
  }
}
