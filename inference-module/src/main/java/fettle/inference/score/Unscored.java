package fettle.inference.score;

import java.util.Locale;

/** Why a reading passes without a score. The names are an interface: metrics carry them. */
public enum Unscored {
  /** No model is in use for the machine. */
  NO_MODEL,
  /** Fewer readings than the model's window since the start, a pause or a hole. */
  WINDOW_NOT_FULL,
  /** A signal that the model needs has no value, and the last one is too old. */
  MISSING_VALUE,
  /** The batch is older than one that was scored already. */
  LATE,
  /** The model failed, or gave something that is no score. */
  MODEL_FAILED;

  /** As metrics name it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
