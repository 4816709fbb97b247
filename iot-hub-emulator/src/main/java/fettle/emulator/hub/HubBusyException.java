package fettle.emulator.hub;

/** More messages are in flight than the hub allows; the sender should try again a little later. */
public final class HubBusyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public HubBusyException(String message) {
    super(message, null, false, false);
  }
}
