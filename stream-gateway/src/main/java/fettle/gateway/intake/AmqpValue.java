package fettle.gateway.intake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Reads a record header of an Event Hubs endpoint. Most are AMQP 1.0 values (type system, section
 * 1.6: one constructor byte, then the value, big endian), a few are plain UTF-8, and which are has
 * changed over time; so the bytes decide.
 *
 * <p>Constructors from 0x80 on never begin a UTF-8 text and are taken at their word when the length
 * fits. Those below are printable characters too ({@code p} is an unsigned integer of five bytes),
 * so they count as AMQP only when the length fits and a byte follows that no text has.
 */
final class AmqpValue {
  private static final int LONGEST_NUMBER = 9;

  private AmqpValue() {}

  /** The value as text: strings as they are, numbers and booleans written out. */
  static String text(byte[] bytes) {
    if (bytes == null || bytes.length == 0) {
      return "";
    }
    int constructor = bytes[0] & 0xFF;
    return switch (constructor) {
      case 0xA0, 0xA1, 0xA3 -> body(bytes, 2, bytes.length > 1 ? bytes[1] & 0xFF : -1);
      case 0xB0, 0xB1, 0xB3 -> body(bytes, 5, bytes.length > 4 ? intAt(bytes, 1) : -1);
      case 0x72 -> isNumber(bytes, 5) ? Float.toString(at(bytes).getFloat()) : plain(bytes);
      case 0x82 -> isNumber(bytes, 9) ? Double.toString(at(bytes).getDouble()) : plain(bytes);
      default -> {
        if (bytes.length == 1 && constructor >= 0x40 && constructor <= 0x42) {
          yield constructor == 0x40 ? "" : Boolean.toString(constructor == 0x41);
        }
        if (bytes.length == 2 && constructor == 0x56 && bytes[1] >= 0 && bytes[1] <= 1) {
          yield Boolean.toString(bytes[1] == 1);
        }
        OptionalLong number = integer(bytes);
        yield number.isPresent() ? Long.toString(number.getAsLong()) : plain(bytes);
      }
    };
  }

  /**
   * The value as epoch milliseconds: an AMQP timestamp or number, or text of digits or ISO 8601.
   */
  static OptionalLong millis(byte[] bytes) {
    if (bytes == null || bytes.length == 0) {
      return OptionalLong.empty();
    }
    OptionalLong number = integer(bytes);
    if (number.isPresent()) {
      return number;
    }
    String text = text(bytes);
    try {
      return OptionalLong.of(
          text.chars().allMatch(c -> c >= '0' && c <= '9')
              ? Long.parseLong(text)
              : Instant.parse(text).toEpochMilli());
    } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong integer(byte[] bytes) {
    if (bytes.length > LONGEST_NUMBER) {
      return OptionalLong.empty();
    }
    int width =
        switch (bytes[0] & 0xFF) {
          case 0x43, 0x44 -> 1;
          case 0x50, 0x51, 0x52, 0x53, 0x54, 0x55 -> 2;
          case 0x60, 0x61 -> 3;
          case 0x70, 0x71 -> 5;
          case 0x80, 0x81, 0x83 -> LONGEST_NUMBER;
          default -> -1;
        };
    if (!isNumber(bytes, width)) {
      return OptionalLong.empty();
    }
    ByteBuffer value = at(bytes);
    return OptionalLong.of(
        switch (bytes[0] & 0xFF) {
          case 0x43, 0x44 -> 0;
          case 0x50, 0x52, 0x53 -> value.get() & 0xFF;
          case 0x51, 0x54, 0x55 -> value.get();
          case 0x60 -> value.getShort() & 0xFFFF;
          case 0x61 -> value.getShort();
          case 0x70 -> value.getInt() & 0xFFFF_FFFFL;
          case 0x71 -> value.getInt();
          default -> value.getLong();
        });
  }

  private static boolean isNumber(byte[] bytes, int width) {
    if (bytes.length != width) {
      return false;
    }
    if (bytes[0] < 0 || width == 1) {
      return true;
    }
    for (int i = 1; i < bytes.length; i++) {
      if (bytes[i] < ' ' || bytes[i] == 0x7F) {
        return true;
      }
    }
    return false;
  }

  private static String body(byte[] bytes, int from, int length) {
    return length >= 0 && length == bytes.length - from
        ? new String(bytes, from, length, StandardCharsets.UTF_8)
        : plain(bytes);
  }

  private static String plain(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static int intAt(byte[] bytes, int index) {
    return ByteBuffer.wrap(bytes).getInt(index);
  }

  private static ByteBuffer at(byte[] bytes) {
    return ByteBuffer.wrap(bytes, 1, bytes.length - 1);
  }
}
