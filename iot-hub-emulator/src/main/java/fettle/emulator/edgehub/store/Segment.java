package fettle.emulator.edgehub.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * One file of a log, named by the offset of its first byte in the log. A record is length (int),
 * checksum (int) and expiry (long, epoch ms), then the payload; the checksum covers expiry and
 * payload.
 */
final class Segment implements AutoCloseable {

  static final int HEADER = Integer.BYTES + Integer.BYTES + Long.BYTES;
  private static final String SUFFIX = ".log";
  private static final int NAME_DIGITS = 19;

  private final Path file;
  private final long base;
  private final FileChannel channel;
  private long size;

  private Segment(Path file, long base, FileChannel channel) throws IOException {
    this.file = file;
    this.base = base;
    this.channel = channel;
    this.size = channel.size();
  }

  static Segment open(Path folder, long base) throws IOException {
    String digits = Long.toString(base);
    Path file = folder.resolve("0".repeat(NAME_DIGITS - digits.length()) + digits + SUFFIX);
    return new Segment(
        file,
        base,
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  static boolean isSegment(Path file) {
    return file.getFileName().toString().matches("\\d{" + NAME_DIGITS + "}\\" + SUFFIX);
  }

  static long base(Path file) {
    return Long.parseLong(file.getFileName().toString().substring(0, NAME_DIGITS));
  }

  long base() {
    return base;
  }

  /** The offset after the last record. */
  long end() {
    return base + size;
  }

  /** Appends whole records; on failure the file is as before. */
  void append(ByteBuffer records) throws IOException {
    long position = size;
    try {
      while (records.hasRemaining()) {
        position += channel.write(records, position);
      }
      size = position;
    } catch (IOException e) {
      channel.truncate(size);
      throw e;
    }
  }

  /** Reads up to the buffer's limit; fewer bytes at the segment's end. */
  void read(ByteBuffer into, long offset) throws IOException {
    long position = offset - base;
    while (into.hasRemaining()) {
      int read = channel.read(into, position);
      if (read < 0) {
        return;
      }
      position += read;
    }
  }

  /** Cuts off what a kill left half written. Returns the bytes that were cut. */
  long repair() throws IOException {
    long position = 0;
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    while (position + HEADER <= size) {
      header.clear();
      read(header, base + position);
      int length = header.getInt(0);
      if (length < 0 || position + HEADER + length > size) {
        break;
      }
      ByteBuffer payload = ByteBuffer.allocate(length);
      read(payload, base + position + HEADER);
      if (checksum(header.getLong(2 * Integer.BYTES), payload.flip())
          != header.getInt(Integer.BYTES)) {
        break;
      }
      position += HEADER + length;
    }
    long cut = size - position;
    if (cut > 0) {
      channel.truncate(position);
      size = position;
    }
    return cut;
  }

  static void put(ByteBuffer into, long expiresAt, byte[] payload) {
    into.putInt(payload.length);
    into.putInt(checksum(expiresAt, ByteBuffer.wrap(payload)));
    into.putLong(expiresAt);
    into.put(payload);
  }

  static int checksum(long expiresAt, ByteBuffer payload) {
    CRC32C checksum = new CRC32C();
    checksum.update(ByteBuffer.allocate(Long.BYTES).putLong(expiresAt).flip());
    checksum.update(payload);
    return (int) checksum.getValue();
  }

  void delete() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
