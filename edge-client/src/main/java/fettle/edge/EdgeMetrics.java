package fettle.edge;

/**
 * What a module's connection reports, for the metrics library of the module. Called on the SDK's
 * threads: count and return.
 */
public interface EdgeMetrics {
  /** Reports nothing. */
  EdgeMetrics NONE = new EdgeMetrics() {};

  default void stateChanged(ConnectionState state) {}

  /** An attempt to connect failed. */
  default void connectFailed() {}

  /** The hub acknowledged a message on this output after so many nanoseconds. */
  default void sent(String output, long nanos) {}

  default void sendFailed(String output, EdgeException.Reason reason) {}

  /** Messages at the SDK, and sends waiting for a permit. */
  default void outstanding(int sending, int waiting) {}

  /** A handler completed and the message is acknowledged. */
  default void inputHandled(String input, long nanos) {}

  /** A handler failed or took too long: the hub delivers the message again. */
  default void inputFailed(String input) {}

  /** A message on an input without a handler was acknowledged and thrown away. */
  default void inputUnknown(String input) {}

  /** A direct method was answered with this status. */
  default void methodAnswered(String method, int status) {}
}
