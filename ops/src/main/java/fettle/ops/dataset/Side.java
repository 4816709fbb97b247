package fettle.ops.dataset;

import java.util.Locale;

/** What a row is for. */
public enum Side {
  TRAIN,
  TEST;

  /** Its folder. */
  String folder() {
    return name().toLowerCase(Locale.ROOT);
  }
}
