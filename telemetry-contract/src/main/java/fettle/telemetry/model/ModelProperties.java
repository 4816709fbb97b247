package fettle.telemetry.model;

/**
 * What a model's ONNX file says of itself: the names of its metadata properties. A device needs
 * those up to {@link #THRESHOLD} and refuses a file that lacks one.
 */
public final class ModelProperties {
  private static final String PREFIX = "fettle.";

  public static final String NAME = PREFIX + "name";

  /** A number from 1 on. */
  public static final String VERSION = PREFIX + "version";

  /** F names as a JSON list, in the order of the input. */
  public static final String SIGNALS = PREFIX + "signals";

  /** W, readings. */
  public static final String WINDOW = PREFIX + "window";

  /** Spacing of the readings learned from, milliseconds. */
  public static final String INTERVAL_MS = PREFIX + "interval.ms";

  /** 0 to 1; a score at or above it is anomalous. */
  public static final String THRESHOLD = PREFIX + "threshold";

  /** How signals and score were distributed, for telling drift; without it drift is not told. */
  public static final String REFERENCE = PREFIX + "reference";

  public static final String TRAINER = PREFIX + "trainer";

  /** JSON object of texts. */
  public static final String TRAINER_PARAMETERS = PREFIX + "trainer.parameters";

  /** SHA-256, hex, of what was learned from and how. */
  public static final String FINGERPRINT = PREFIX + "training.fingerprint";

  /** Time of the newest reading learned from, epoch milliseconds. */
  public static final String NEWEST = PREFIX + "training.newest";

  /** JSON object of numbers that training measured. */
  public static final String METRICS = PREFIX + "metrics";

  private ModelProperties() {}
}
