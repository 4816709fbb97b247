package fettle.emulator.events;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * AMQP 1.0 encodings of primitive values (OASIS AMQP 1.0, part 1, section 1.6), as Event Hubs puts
 * them into the headers of Kafka records.
 */
final class AmqpValue {

  private static final int SHORT_LIMIT = 255;
  private static final byte STRING_8 = (byte) 0xA1;
  private static final byte STRING_32 = (byte) 0xB1;
  private static final byte TIMESTAMP = (byte) 0x83;

  private AmqpValue() {}

  /** {@code str8-utf8} up to 255 bytes, else {@code str32-utf8}. */
  static byte[] string(String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    if (text.length <= SHORT_LIMIT) {
      return ByteBuffer.allocate(2 + text.length)
          .put(STRING_8)
          .put((byte) text.length)
          .put(text)
          .array();
    }
    return ByteBuffer.allocate(1 + Integer.BYTES + text.length)
        .put(STRING_32)
        .putInt(text.length)
        .put(text)
        .array();
  }

  /** {@code ms64}: milliseconds since 1970. */
  static byte[] timestamp(Instant value) {
    return ByteBuffer.allocate(1 + Long.BYTES).put(TIMESTAMP).putLong(value.toEpochMilli()).array();
  }
}
