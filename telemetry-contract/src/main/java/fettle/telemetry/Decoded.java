package fettle.telemetry;

/** What a message body turned out to be. */
public sealed interface Decoded {

  /** A batch in the current format. */
  record Valid(TelemetryBatch batch) implements Decoded {}

  /**
   * The original project's flat form: one reading with {@code timestamp}, {@code temperature},
   * {@code humidity} and optionally {@code prediction} and {@code probability}. It has an empty
   * session and the sequence number -1, so repeats of it cannot be told.
   */
  record Flat(TelemetryBatch batch) implements Decoded {}

  /**
   * Not a message.
   *
   * @param reason the typed reason
   * @param detail one sentence for a person, naming field and rule; no payload beyond short names
   */
  record Rejected(RejectReason reason, String detail) implements Decoded {}
}
