package fettle.edge;

/** Why the edge hub did not take something. */
public final class EdgeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What a caller can decide by. */
  public enum Reason {
    /** There is no connection: wait for {@link EdgeModule#connected()} and send again. */
    NOT_CONNECTED,
    /** {@link EdgeOptions#maxWaiting()} sends wait already: slow down. */
    QUEUE_FULL,
    /**
     * No acknowledgement: the hub may have the message or not, so send it again with the same id.
     */
    NOT_ACKNOWLEDGED
  }

  private final Reason reason;

  public EdgeException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public EdgeException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
