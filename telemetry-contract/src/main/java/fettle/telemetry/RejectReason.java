package fettle.telemetry;

/** Why bytes are not a usable telemetry message. The names are an interface: metrics carry them. */
public enum RejectReason {
  /** No bytes at all. */
  EMPTY,
  /** More bytes than {@link Limits#maxBytes()}. */
  TOO_LARGE,
  /** Not a JSON object, or JSON that ends early or has something behind its end. */
  NOT_JSON,
  /** A format version this code does not know. */
  UNKNOWN_VERSION,
  /** A required field is absent. */
  MISSING_FIELD,
  /** A field has another JSON type than the format asks for. */
  WRONG_TYPE,
  /** The machine's name is not {@code [A-Za-z0-9_-]{1,64}}. */
  BAD_MACHINE,
  /** The session or sequence number cannot be used to tell repeats. */
  BAD_SEQUENCE,
  /** The model's name is too long or has control characters or surrogates. */
  BAD_MODEL,
  /** A signal's name is empty, too long, has control characters or surrogates, or occurs twice. */
  BAD_SIGNAL,
  /** A time is not epoch milliseconds between 1970 and 9999. */
  BAD_TIME,
  /** Times go backwards inside one batch. */
  TIME_ORDER,
  /** Columns of different length. */
  LENGTH_MISMATCH,
  /** A value that is not a finite number or null, or a score outside 0..1. */
  BAD_NUMBER,
  /** More signals than {@link Limits#maxSignals()}. */
  TOO_MANY_SIGNALS,
  /** More readings than {@link Limits#maxReadings()}. */
  TOO_MANY_READINGS,
  /** A batch without a reading. */
  NO_READINGS,
  /** A sketch, or the reference that came with it, is not one or damaged. */
  BAD_SKETCH,
  /** A sketch of a machine of which no reading has come. */
  UNKNOWN_MACHINE,
  /** The application property {@code kind} has a value nobody has defined. */
  UNKNOWN_KIND
}
