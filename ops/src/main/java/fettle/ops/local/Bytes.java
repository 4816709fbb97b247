package fettle.ops.local;

import java.util.Locale;

/** Amounts of bytes for people. */
public final class Bytes {
  private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};
  private static final int STEP = 1000;

  private Bytes() {}

  /** Such as {@code 1.2 GB}; a unit is a thousand of the one before. */
  public static String describe(long bytes) {
    double amount = bytes;
    int unit = 0;
    while (amount >= STEP && unit < UNITS.length - 1) {
      amount /= STEP;
      unit++;
    }
    return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
  }
}
