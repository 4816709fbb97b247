package fettle.gateway.machine;

import java.nio.charset.StandardCharsets;

/**
 * Names of signals as names within a twin, where dots, dollars, blanks and control characters are
 * not allowed: those, and the percent sign, are percent-encoded.
 */
final class TwinName {
  private static final int HEX = 16;

  private TwinName() {}

  static String encode(String name) {
    StringBuilder out = new StringBuilder(name.length());
    name.codePoints()
        .forEach(
            each -> {
              if (each == '.'
                  || each == '$'
                  || each == ' '
                  || each == '%'
                  || Character.isISOControl(each)) {
                for (byte one : Character.toString(each).getBytes(StandardCharsets.UTF_8)) {
                  out.append('%').append("%02X".formatted(one));
                }
              } else {
                out.appendCodePoint(each);
              }
            });
    return out.toString();
  }

  /** A percent sign that encodes nothing stays one: others may write twins too. */
  static String decode(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[bytes.length];
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '%' && i + 2 < bytes.length && hex(bytes[i + 1]) && hex(bytes[i + 2])) {
        out[length++] =
            (byte) (HEX * Character.digit(bytes[i + 1], HEX) + Character.digit(bytes[i + 2], HEX));
        i += 2;
      } else {
        out[length++] = bytes[i];
      }
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }

  private static boolean hex(byte digit) {
    return Character.digit(digit, HEX) >= 0;
  }
}
