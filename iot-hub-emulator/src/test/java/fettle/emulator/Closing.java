package fettle.emulator;

import java.util.Arrays;

/** Closes what a test has opened, also when its start failed half way. */
public final class Closing {

  private Closing() {}

  /**
   * Closes all in this order, skipping what was never opened ({@code null}); one that fails does
   * not keep the others open.
   */
  public static void all(AutoCloseable... parts) {
    IllegalStateException failed = null;
    for (AutoCloseable part : parts) {
      try {
        if (part != null) {
          part.close();
        }
      } catch (Exception e) {
        if (failed == null) {
          failed = new IllegalStateException("not all of " + Arrays.toString(parts) + " closed", e);
        } else {
          failed.addSuppressed(e);
        }
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
