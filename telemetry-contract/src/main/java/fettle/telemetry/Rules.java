package fettle.telemetry;

/** What times and names of a message must be like, whatever its form. */
final class Rules {
  /** Characters of a name at most. */
  static final int MAX_NAME = 128;

  /** The last millisecond of the year 9999. */
  private static final long LATEST_TIME = 253_402_300_799_999L;

  private Rules() {}

  /** Whether this is a time: epoch milliseconds from 1970 to 9999. */
  static boolean isTime(long millis) {
    return millis >= 0 && millis <= LATEST_TIME;
  }

  /**
   * Whether this has at most {@link #MAX_NAME} characters, none of them a control character or half
   * of a surrogate pair: what JSON can escape and UTF-8 cannot carry would become another name on
   * its way to the store.
   */
  static boolean isPrintable(String name) {
    if (name.length() > MAX_NAME) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isISOControl(c) || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }
}
