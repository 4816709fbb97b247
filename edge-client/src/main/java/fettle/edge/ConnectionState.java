package fettle.edge;

/** Where a module's connection to its hub stands. */
public enum ConnectionState {
  /** Not yet connected for the first time. */
  CONNECTING,
  /** Open, subscribed, and the twin is known. */
  CONNECTED,
  /** Lost; a new connection is being tried for ever. */
  RECONNECTING,
  /** Closed by the module itself; final. */
  CLOSED
}
