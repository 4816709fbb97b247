package fettle.telemetry;

/** What a body of kind {@link MessageKind#SKETCH} turned out to be. */
public sealed interface DecodedSketch {

  /** A message in the current format; its sketches have not been looked into. */
  record Valid(SketchMessage message) implements DecodedSketch {}

  /**
   * Not one.
   *
   * @param reason the typed reason
   * @param detail one sentence for a person, naming field and rule
   */
  record Rejected(RejectReason reason, String detail) implements DecodedSketch {}
}
