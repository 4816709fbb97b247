package fettle.emulator.hub;

/** What came of a direct method. */
public sealed interface MethodResult {

  /**
   * The device answered.
   *
   * @param status the device's own code
   * @param payloadJson JSON text; {@code null} when the device gave none
   */
  record Answered(int status, String payloadJson) implements MethodResult {}

  /** Not connected, or not subscribed to methods, within the connect timeout. */
  record NotConnected() implements MethodResult {}

  /** Connected, but no answer within the response timeout. */
  record TimedOut() implements MethodResult {}
}
