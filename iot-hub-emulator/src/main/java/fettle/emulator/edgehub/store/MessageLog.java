package fettle.emulator.edgehub.store;

import fettle.emulator.files.PrivateFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder with an append-only log in segments and a cursor: what lies before the cursor is
 * delivered, and a segment that lies wholly before it is deleted. Offsets are bytes since the log
 * began and never restart. Blocking, and for one thread at a time.
 */
final class MessageLog implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MessageLog.class);

  /** Two copies with a checksum, written in turn, so that a torn write leaves the other. */
  private static final int CURSOR_SLOT = 2 * Long.BYTES;

  private final Path folder;
  private final long segmentBytes;
  private final TreeMap<Long, Segment> segments = new TreeMap<>();
  private final FileChannel cursorFile;
  private long cursor;
  private int cursorSlot;

  /**
   * @param offset of the record's first byte
   * @param next offset of the record after it
   */
  record Entry(long offset, long next, long expiresAt, byte[] payload) {}

  /** A payload to append. */
  record Payload(long expiresAt, byte[] bytes) {
    int size() {
      return Segment.HEADER + bytes.length;
    }
  }

  private MessageLog(Path folder, long segmentBytes) throws IOException {
    this.folder = PrivateFile.folder(folder);
    this.segmentBytes = segmentBytes;
    this.cursorFile =
        FileChannel.open(
            folder.resolve("cursor"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
  }

  static MessageLog open(Path folder, long segmentBytes) throws IOException {
    MessageLog log = new MessageLog(folder, segmentBytes);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Segment::isSegment).toList()) {
        log.segments.put(Segment.base(file), Segment.open(folder, Segment.base(file)));
      }
    }
    log.recover();
    return log;
  }

  private void recover() throws IOException {
    cursor = readCursor();
    if (segments.isEmpty()) {
      segments.put(cursor, Segment.open(folder, cursor));
    }
    long cut = segments.lastEntry().getValue().repair();
    if (cut > 0) {
      LOG.warn("{}: cut off {} bytes that were not wholly written", folder, cut);
    }
    cursor = Math.min(Math.max(cursor, segments.firstKey()), end());
  }

  long cursor() {
    return cursor;
  }

  long end() {
    return segments.lastEntry().getValue().end();
  }

  /** Appends all or, on failure, none of a segment's part; offsets run on from {@link #end()}. */
  void append(List<Payload> payloads) throws IOException {
    int size = payloads.stream().mapToInt(Payload::size).sum();
    ByteBuffer records = ByteBuffer.allocate(size);
    payloads.forEach(payload -> Segment.put(records, payload.expiresAt(), payload.bytes()));
    Segment last = segments.lastEntry().getValue();
    if (last.end() - last.base() >= segmentBytes) {
      last = Segment.open(folder, last.end());
      segments.put(last.base(), last);
    }
    last.append(records.flip());
  }

  /** Records from an offset on, at least one unless the end is reached, up to so many bytes. */
  List<Entry> read(long from, int maxBytes) throws IOException {
    List<Entry> entries = new ArrayList<>();
    long offset = from;
    int bytes = 0;
    ByteBuffer header = ByteBuffer.allocate(Segment.HEADER);
    while (offset < end() && bytes < maxBytes) {
      Segment segment = segments.floorEntry(offset).getValue();
      if (offset >= segment.end()) {
        offset = segments.higherKey(segment.base());
        continue;
      }
      header.clear();
      segment.read(header, offset);
      int length = header.getInt(0);
      long expiresAt = header.getLong(2 * Integer.BYTES);
      ByteBuffer payload =
          ByteBuffer.allocate(Math.max(0, Math.min(length, (int) (segment.end() - offset))));
      segment.read(payload, offset + Segment.HEADER);
      if (payload.capacity() != length
          || Segment.checksum(expiresAt, payload.flip()) != header.getInt(Integer.BYTES)) {
        throw new IOException(segment + " is damaged at offset " + offset);
      }
      long next = offset + Segment.HEADER + length;
      entries.add(new Entry(offset, next, expiresAt, payload.array()));
      offset = next;
      bytes += Segment.HEADER + length;
    }
    return entries;
  }

  /** How many records lie between the cursor and the end; reads their headers only. */
  long countPending() throws IOException {
    long count = 0;
    long offset = cursor;
    ByteBuffer header = ByteBuffer.allocate(Integer.BYTES);
    while (offset < end()) {
      Map.Entry<Long, Segment> segment = segments.floorEntry(offset);
      if (offset >= segment.getValue().end()) {
        offset = segments.higherKey(segment.getKey());
        continue;
      }
      header.clear();
      segment.getValue().read(header, offset);
      offset += Segment.HEADER + header.getInt(0);
      count++;
    }
    return count;
  }

  /** Moves the cursor forward and deletes the segments that nobody needs any more. */
  void advance(long to) throws IOException {
    cursor = to;
    cursorSlot = 1 - cursorSlot;
    ByteBuffer slot = ByteBuffer.allocate(CURSOR_SLOT).putLong(to).putLong(~to).flip();
    cursorFile.write(slot, (long) cursorSlot * CURSOR_SLOT);
    while (segments.size() > 1 && segments.firstEntry().getValue().end() <= cursor) {
      segments.pollFirstEntry().getValue().delete();
    }
  }

  private long readCursor() throws IOException {
    long best = 0;
    for (int slot = 0; slot < 2; slot++) {
      ByteBuffer buffer = ByteBuffer.allocate(CURSOR_SLOT);
      cursorFile.read(buffer, (long) slot * CURSOR_SLOT);
      if (!buffer.hasRemaining() && buffer.getLong(0) == ~buffer.getLong(Long.BYTES)) {
        best = Math.max(best, buffer.getLong(0));
      }
    }
    return best;
  }

  @Override
  public void close() throws IOException {
    for (Segment segment : segments.values()) {
      segment.close();
    }
    cursorFile.close();
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
