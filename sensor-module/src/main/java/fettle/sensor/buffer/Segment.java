package fettle.sensor.buffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** One file of consecutive entries, named by the index of its first. Not thread-safe. */
final class Segment implements AutoCloseable {
  static final String SUFFIX = ".segment";

  private final Path file;
  private final FileChannel channel;
  private final long first;
  private final Damage damage;
  private int count;
  private long size;

  /** Damage before this offset has been told of. */
  private long checked;

  private Segment(Path file, long first, Damage damage) throws IOException {
    this.file = file;
    this.first = first;
    this.damage = damage;
    this.channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  static Segment create(Path folder, long first, Damage damage) throws IOException {
    String name = String.format(Locale.ROOT, "%019d", first) + SUFFIX;
    return new Segment(folder.resolve(name), first, damage);
  }

  /**
   * Opens an existing segment, shows every entry to the visitor and cuts off a record that was not
   * written to its end.
   */
  static Segment recover(Path file, Damage damage, Consumer<Stored> visitor) throws IOException {
    String name = file.getFileName().toString();
    long first = Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
    Segment segment = new Segment(file, first, damage);
    long end = segment.channel.size();
    Cursor cursor = segment.start();
    Optional<Stored> stored;
    segment.size = end;
    segment.count = Integer.MAX_VALUE;
    while ((stored = segment.read(cursor)).isPresent()) {
      visitor.accept(stored.get());
    }
    segment.count = cursor.read;
    segment.size = cursor.offset;
    if (cursor.offset < end) {
      damage.rest(file, cursor.offset, end - cursor.offset);
      segment.channel.truncate(cursor.offset);
    }
    return segment;
  }

  /** Where a reader stands in a segment. */
  static final class Cursor {
    private long offset;
    private int read;
  }

  /**
   * @param entry empty where the record is damaged
   */
  private record Read(long index, Optional<Entry> entry) {}

  Cursor start() {
    return new Cursor();
  }

  /** A cursor at an index, or at the end if the segment does not reach that far. */
  Cursor seek(long index) throws IOException {
    Cursor cursor = start();
    while (indexAt(cursor) < index && step(cursor).isPresent()) {
      // stepping moves the cursor
    }
    return cursor;
  }

  void append(ByteBuffer record) throws IOException {
    long at = size;
    try {
      while (record.hasRemaining()) {
        at += channel.write(record, at);
      }
    } catch (IOException halfWritten) {
      channel.truncate(size);
      throw halfWritten;
    }
    size = at;
    count++;
  }

  /** The next entry that is whole, or empty at the end or where a record's length is damaged. */
  Optional<Stored> read(Cursor cursor) throws IOException {
    Optional<Read> next = step(cursor);
    while (next.isPresent() && next.get().entry().isEmpty()) {
      next = step(cursor);
    }
    return next.map(read -> new Stored(read.index(), read.entry().orElseThrow()));
  }

  /** One record; empty at the end or where its length is damaged. */
  private Optional<Read> step(Cursor cursor) throws IOException {
    if (cursor.read >= count || cursor.offset + EntryCodec.HEADER > size) {
      return Optional.empty();
    }
    ByteBuffer header = bytes(cursor.offset, EntryCodec.HEADER);
    int length = header.getInt();
    int checksum = header.getInt();
    long next = cursor.offset + EntryCodec.HEADER + length;
    if (length <= 0 || length > EntryCodec.MAX_RECORD || next > size) {
      return Optional.empty();
    }
    byte[] payload = bytes(cursor.offset + EntryCodec.HEADER, length).array();
    Read read = new Read(indexAt(cursor), EntryCodec.decode(payload, checksum));
    if (read.entry().isEmpty() && cursor.offset >= checked) {
      damage.record(file, cursor.offset, next - cursor.offset);
      checked = next;
    }
    cursor.offset = next;
    cursor.read++;
    return Optional.of(read);
  }

  /** Index of the entry that a cursor stands before. */
  long indexAt(Cursor cursor) {
    return first + cursor.read;
  }

  private ByteBuffer bytes(long offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position()) < 0) {
        throw new IOException(file + " ends at " + (offset + buffer.position()));
      }
    }
    return buffer.flip();
  }

  long first() {
    return first;
  }

  /** Index after the last entry. */
  long end() {
    return first + count;
  }

  long size() {
    return size;
  }

  void delete() throws IOException {
    close();
    Files.deleteIfExists(file);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
