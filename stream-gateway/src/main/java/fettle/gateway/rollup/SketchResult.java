package fettle.gateway.rollup;

import java.util.Locale;

/** What sketches come to, for metrics. Refused ones are counted as rejected messages besides. */
public enum SketchResult {
  /** Messages that entered their window. */
  MERGED,
  /** Messages that had come before. */
  REPEAT,
  /** Messages whose window was finished already. */
  LATE,
  /** Messages from too far ahead of the hub's clock. */
  FUTURE,
  /** Messages that cannot be used. */
  REFUSED,
  /** Windows finished and compared with their reference. */
  WINDOW_JUDGED,
  /** Windows finished whose model's reference is not known. */
  WINDOW_WITHOUT_REFERENCE;

  /** As a metric's label. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
