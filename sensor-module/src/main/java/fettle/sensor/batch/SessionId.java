package fettle.sensor.batch;

import java.util.random.RandomGenerator;

/**
 * Names a start of this module: 26 characters of Crockford's base 32, the first ten of them the
 * time, so that sessions sort by when they began (the form of a ULID, github.com/ulid/spec).
 */
public final class SessionId {
  private static final char[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
  private static final int TIME_DIGITS = 10;
  private static final int RANDOM_DIGITS = 16;
  private static final int BITS = 5;

  private SessionId() {}

  /**
   * @param millis epoch milliseconds
   * @param random a source that two modules do not share
   */
  public static String next(long millis, RandomGenerator random) {
    StringBuilder text = new StringBuilder(TIME_DIGITS + RANDOM_DIGITS);
    for (int digit = TIME_DIGITS - 1; digit >= 0; digit--) {
      text.append(DIGITS[(int) (millis >>> (digit * BITS)) & 31]);
    }
    for (int digit = 0; digit < RANDOM_DIGITS; digit++) {
      text.append(DIGITS[random.nextInt(DIGITS.length)]);
    }
    return text.toString();
  }
}
