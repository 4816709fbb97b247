package fettle.sensor.buffer;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * An entry as bytes: length and CRC-32C of what follows, then mark, readings, machine, message id,
 * body. A record that was not written to its end fails one of the two.
 */
final class EntryCodec {
  static final int HEADER = 2 * Integer.BYTES;

  /** Larger than any body IoT Hub takes; a longer length is damage, not data. */
  static final int MAX_RECORD = 1 << 20;

  private static final int FIXED = 3 * Long.BYTES + 3 * Integer.BYTES;

  private EntryCodec() {}

  static ByteBuffer encode(Entry entry) {
    byte[] machine = entry.machine().getBytes(StandardCharsets.UTF_8);
    byte[] id = entry.messageId().getBytes(StandardCharsets.UTF_8);
    int length = FIXED + machine.length + id.length + entry.body().length;
    if (length > MAX_RECORD) {
      throw new IllegalArgumentException(
          entry.messageId() + " has " + length + " bytes, the limit is " + MAX_RECORD);
    }
    ByteBuffer record = ByteBuffer.allocate(HEADER + length);
    record.putInt(length).putInt(0);
    record.putLong(entry.mark().read()).putLong(entry.mark().skipped());
    record.putLong(entry.mark().position()).putInt(entry.readings());
    record.putInt(machine.length).put(machine).putInt(id.length).put(id).put(entry.body());
    return record.putInt(Integer.BYTES, checksum(record.array(), length)).flip();
  }

  /**
   * @param payload what follows a header
   * @return empty if the record is damaged
   */
  static Optional<Entry> decode(byte[] payload, int checksum) {
    CRC32C crc = new CRC32C();
    crc.update(payload);
    if ((int) crc.getValue() != checksum) {
      return Optional.empty();
    }
    try {
      ByteBuffer record = ByteBuffer.wrap(payload);
      Mark mark = new Mark(record.getLong(), record.getLong(), record.getLong());
      int readings = record.getInt();
      String machine = text(record);
      String id = text(record);
      byte[] body = new byte[record.remaining()];
      record.get(body);
      return Optional.of(new Entry(machine, id, readings, mark, body));
    } catch (BufferUnderflowException damaged) {
      return Optional.empty();
    }
  }

  private static int checksum(byte[] record, int length) {
    CRC32C crc = new CRC32C();
    crc.update(record, HEADER, length);
    return (int) crc.getValue();
  }

  private static String text(ByteBuffer record) {
    int length = record.getInt();
    if (length < 0 || length > record.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    record.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
