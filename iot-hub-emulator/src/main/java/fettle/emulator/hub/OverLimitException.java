package fettle.emulator.hub;

/**
 * The hub takes no message now: the day's quota is used up, or more is sent a second than its tier
 * allows. As with IoT Hub nothing is acknowledged and the sender's connection is closed; it may
 * connect again at once, and finds out with its next message.
 */
public final class OverLimitException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public OverLimitException(String message) {
    super(message, null, false, false);
  }
}
