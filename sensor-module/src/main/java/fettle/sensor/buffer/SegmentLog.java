package fettle.sensor.buffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The segments of a folder as one log: appended to at its end, read once from its beginning, and
 * shortened by whole segments. The last segment stays. Not thread-safe.
 */
final class SegmentLog implements AutoCloseable {
  private final Path folder;
  private final int segmentBytes;
  private final Damage damage;
  private final Deque<Segment> segments = new ArrayDeque<>();
  private Segment reading;
  private Segment.Cursor cursor;
  private long nextIndex;
  private long bytes;

  private SegmentLog(Path folder, int segmentBytes, Damage damage) {
    this.folder = folder;
    this.segmentBytes = segmentBytes;
    this.damage = damage;
  }

  /**
   * Opens what an earlier process left, without the segments that are done with, and begins a new
   * segment behind it.
   *
   * @param head index of the first entry that is still wanted
   * @param found gets each entry from there on
   */
  static SegmentLog recover(
      BufferFolder folder, int segmentBytes, Damage damage, long head, Consumer<Stored> found)
      throws IOException {
    SegmentLog log = new SegmentLog(folder.path(), segmentBytes, damage);
    for (Path file : folder.segments()) {
      Segment segment =
          Segment.recover(
              file,
              damage,
              stored -> {
                if (stored.index() >= head) {
                  found.accept(stored);
                }
              });
      if (segment.end() <= head || segment.end() == segment.first()) {
        segment.delete();
      } else {
        log.segments.add(segment);
        log.bytes += segment.size();
      }
    }
    log.begin(head);
    return log;
  }

  private void begin(long head) throws IOException {
    nextIndex = Math.max(head, segments.isEmpty() ? 0 : segments.peekFirst().first());
    long end = Math.max(nextIndex, segments.isEmpty() ? 0 : end());
    segments.add(Segment.create(folder, end, damage));
    reading = segments.peekFirst();
    cursor = reading.seek(nextIndex);
  }

  /**
   * Begins a new segment if the last one has no room for a record.
   *
   * @return whether it did
   */
  boolean makeRoom(int recordBytes) throws IOException {
    Segment last = segments.peekLast();
    if (last.size() == 0 || last.size() + recordBytes <= segmentBytes) {
      return false;
    }
    segments.add(Segment.create(folder, last.end(), damage));
    return true;
  }

  void append(ByteBuffer record) throws IOException {
    int size = record.remaining();
    segments.peekLast().append(record);
    bytes += size;
  }

  /** The oldest entry that was not read yet. */
  Optional<Stored> next() throws IOException {
    Optional<Stored> stored = reading.read(cursor);
    while (stored.isEmpty() && reading.first() != segments.peekLast().first()) {
      advance();
      stored = reading.read(cursor);
    }
    // also where nothing was found: records stepped over are behind us
    nextIndex = Math.max(nextIndex, reading.indexAt(cursor));
    return stored;
  }

  private void advance() {
    long after = reading.first();
    reading = segments.stream().filter(later -> later.first() > after).findFirst().orElseThrow();
    cursor = reading.start();
    nextIndex = Math.max(nextIndex, reading.first());
  }

  /** Shows each entry of the oldest segment that was not read yet; it stays unread. */
  void unreadOfOldest(Consumer<Stored> visitor) throws IOException {
    Segment oldest = segments.peekFirst();
    Segment.Cursor unread = oldest.seek(nextIndex);
    Optional<Stored> stored;
    while ((stored = oldest.read(unread)).isPresent()) {
      visitor.accept(stored.get());
    }
  }

  void removeOldest() throws IOException {
    if (reading.first() == segments.peekFirst().first()) {
      advance();
    }
    Segment segment = segments.removeFirst();
    bytes -= segment.size();
    segment.delete();
  }

  /** Whether there is a segment before the last one. */
  boolean canShrink() {
    return segments.size() > 1;
  }

  /** Index after the last entry of the oldest segment. */
  long oldestEnd() {
    return segments.peekFirst().end();
  }

  /** Index after the last entry. */
  long end() {
    return segments.peekLast().end();
  }

  /** Index of the next entry to read. */
  long nextIndex() {
    return nextIndex;
  }

  /** On disk. */
  long bytes() {
    return bytes;
  }

  @Override
  public void close() throws IOException {
    for (Segment segment : segments) {
      segment.close();
    }
  }
}
