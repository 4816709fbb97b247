package fettle.ops.provision;

/**
 * What the messages with sketches come to: one of each machine every few minutes, with every
 * twelfth the model's reference.
 *
 * @param messageBytes of one without the reference
 * @param messagesPerDay of all machines
 * @param piecesPerDay as the hub counts them
 */
record SketchLoad(long messageBytes, double messagesPerDay, double piecesPerDay) {
  private static final double SECONDS_A_DAY = 86_400;
  private static final int SIGNALS_A_MESSAGE = 32;
  private static final double REFERENCE_EVERY = 12;

  /** Values that a sketch keeps of a few minutes, and what one takes in base64. */
  private static final double MOST_VALUES = 270;

  private static final double VALUE = 3.2;
  private static final long REFERENCE = 600;

  static SketchLoad of(LoadSettings load, long envelope, long piece) {
    if (load.sketchSeconds() == 0) {
      return new SketchLoad(0, 0, 0);
    }
    int parts = Math.ceilDiv(load.signals(), SIGNALS_A_MESSAGE);
    double sketches = (double) load.signals() / parts + 1;
    double values = Math.min(load.readingsPerSecond() * load.sketchSeconds(), MOST_VALUES);
    long bytes = envelope + (long) Math.ceil(sketches * values * VALUE);
    long reference = (load.signals() + 1) * REFERENCE;
    double messages = load.machines() * SECONDS_A_DAY / load.sketchSeconds() * parts;
    double pieces =
        messages * Math.ceilDiv(bytes, piece)
            + messages / parts / REFERENCE_EVERY * Math.ceilDiv(reference, piece);
    return new SketchLoad(bytes, messages, pieces);
  }
}
