package fettle.dashboard.csv;

import java.time.Instant;

/** What stands in a cell. */
public final class Cells {
  private Cells() {}

  /** A time, ISO 8601 in UTC with milliseconds where there are any. */
  public static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  /** A number in all its digits; empty where there is none. */
  public static String number(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "";
  }

  /** Words. A spreadsheet takes what begins like a formula for one, and would run it. */
  public static String words(String text) {
    boolean isLikeAFormula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    return isLikeAFormula ? "'" + text : text;
  }
}
