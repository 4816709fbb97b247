package fettle.sensor.buffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue of batches on disk. Thread-safe; many append, one takes. Entries are handed out in the
 * order they were appended and may be acknowledged in any; after a restart everything from the
 * oldest unacknowledged one on is handed out again.
 */
public final class DiskBuffer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DiskBuffer.class);

  private final BufferFolder folder;
  private final long maxBytes;
  private final int segmentBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Deque<Segment> segments = new ArrayDeque<>();
  private final HandedOut handedOut = new HandedOut();
  private final Damage damage = new Damage();
  private final Ledger ledger;
  private volatile Runnable appendListener = () -> {};
  private Segment reading;
  private Segment.Cursor cursor;
  private long nextIndex;
  private long bytes;

  private DiskBuffer(BufferFolder folder, String run, long maxBytes, int segmentBytes)
      throws IOException {
    this.folder = folder;
    this.maxBytes = maxBytes;
    this.segmentBytes = segmentBytes;
    Checkpoint checkpoint = Checkpoint.read(folder.path());
    List<Stored> found = new ArrayList<>();
    recoverSegments(checkpoint.head(), found);
    nextIndex = Math.max(checkpoint.head(), segments.isEmpty() ? 0 : segments.peekFirst().first());
    long end = Math.max(nextIndex, segments.isEmpty() ? 0 : segments.peekLast().end());
    ledger = Ledger.resume(checkpoint, run, end);
    found.forEach(ledger::found);
    segments.add(Segment.create(folder.path(), end, damage));
    reading = segments.peekFirst();
    cursor = reading.seek(nextIndex);
    if (!found.isEmpty()) {
      LOG.info("{} batches of an earlier process wait in {}", found.size(), folder.path());
    }
    checkpoint();
  }

  /**
   * Opens or creates a buffer. What an earlier process left is kept and sent; its counters and its
   * place in a recording are taken over if it had the same run's name.
   *
   * @param run empty = a new run at each start
   * @param maxBytes on disk
   * @param segmentBytes the unit of throwing away, at most half of {@code maxBytes}
   * @throws IOException naming the folder, if it cannot be used or another process has it
   */
  public static DiskBuffer open(Path folder, String run, long maxBytes, int segmentBytes)
      throws IOException {
    if (maxBytes < 2L * segmentBytes) {
      throw new IllegalArgumentException(
          "a buffer of " + maxBytes + " bytes must hold two segments of " + segmentBytes);
    }
    BufferFolder claimed = BufferFolder.claim(folder);
    try {
      return new DiskBuffer(claimed, run, maxBytes, segmentBytes);
    } catch (IOException | RuntimeException failure) {
      claimed.close();
      throw failure;
    }
  }

  /** Keeps the bodies out of memory: only marks and counts of what is found are needed. */
  private void recoverSegments(long head, List<Stored> found) throws IOException {
    for (Path file : folder.segments()) {
      Segment segment =
          Segment.recover(
              file,
              damage,
              stored -> {
                if (stored.index() >= head) {
                  found.add(stored.withoutBody());
                }
              });
      if (segment.end() <= head || segment.end() == segment.first()) {
        segment.delete();
      } else {
        segments.add(segment);
        bytes += segment.size();
      }
    }
  }

  /** The counters of a machine, made when there are none yet. */
  public Tally tally(String machine) {
    return ledger.tally(machine);
  }

  public Map<String, Tally> tallies() {
    return ledger.tallies();
  }

  /**
   * @param listener called after each append, on the appending thread
   */
  public void onAppend(Runnable listener) {
    appendListener = listener;
  }

  /** Appends at the end. */
  public void append(Entry entry, WhenFull whenFull) throws IOException, InterruptedException {
    ByteBuffer record = EntryCodec.encode(entry);
    int size = record.remaining();
    lock.lockInterruptibly();
    try {
      while (whenFull == WhenFull.WAIT && bytes + size > maxBytes) {
        room.await();
      }
      if (segments.peekLast().size() > 0 && segments.peekLast().size() + size > segmentBytes) {
        segments.add(Segment.create(folder.path(), segments.peekLast().end(), damage));
        tryDeleteSettled();
      }
      while (bytes + size > maxBytes && segments.size() > 1) {
        dropOldest();
      }
      segments.peekLast().append(record);
      bytes += size;
    } finally {
      lock.unlock();
    }
    appendListener.run();
  }

  /** The oldest entry that was not handed out yet. */
  public Optional<Stored> next() throws IOException {
    lock.lock();
    try {
      Optional<Stored> stored = reading.read(cursor);
      while (stored.isEmpty() && reading.first() != segments.peekLast().first()) {
        advanceReader();
        stored = reading.read(cursor);
      }
      // also where nothing was found: records stepped over are behind us
      nextIndex = Math.max(nextIndex, reading.indexAt(cursor));
      stored.ifPresent(handedOut::add);
      return stored;
    } finally {
      lock.unlock();
    }
  }

  private void advanceReader() {
    long after = reading.first();
    reading = segments.stream().filter(later -> later.first() > after).findFirst().orElseThrow();
    cursor = reading.start();
    nextIndex = Math.max(nextIndex, reading.first());
  }

  /** The hub has it. */
  public void acknowledge(Stored stored) throws IOException {
    tally(stored.entry().machine()).countSent(stored.entry().readings());
    settle(stored, true);
  }

  /** It can never be sent: its readings count as dropped. */
  public void discard(Stored stored) throws IOException {
    tally(stored.entry().machine()).countDropped(stored.entry().readings());
    settle(stored, false);
  }

  private void settle(Stored stored, boolean sent) throws IOException {
    lock.lock();
    try {
      if (!handedOut.orphanDone(stored)) {
        handedOut.done(stored, sent, ledger::settle);
      } else if (sent) {
        ledger.arrived(stored);
      }
      deleteSettled();
    } finally {
      lock.unlock();
    }
  }

  private long head() {
    return handedOut.oldest().orElse(nextIndex);
  }

  private void deleteSettled() throws IOException {
    long head = head();
    if (segments.size() == 1 || segments.peekFirst().end() > head) {
      return;
    }
    // first the checkpoint: the counters must not depend on entries that are gone
    boolean written = tryCheckpoint();
    while (segments.size() > 1 && segments.peekFirst().end() <= head) {
      removeOldest();
    }
    if (!written) {
      // on a full disk there was no room for it before
      checkpoint();
    }
  }

  /** For an append, which may well find room although the state cannot be written. */
  private void tryDeleteSettled() {
    try {
      deleteSettled();
    } catch (IOException failure) {
      LOG.error("the buffer cannot be cleaned up: {}", failure.toString());
    }
  }

  private boolean tryCheckpoint() {
    try {
      checkpoint();
      return true;
    } catch (IOException failure) {
      LOG.warn("the buffer's state cannot be written yet: {}", failure.toString());
      return false;
    }
  }

  private void dropOldest() throws IOException {
    Segment oldest = segments.peekFirst();
    handedOut.orphan(oldest.end(), ledger::settle);
    Segment.Cursor unread = oldest.seek(nextIndex);
    Optional<Stored> stored;
    long dropped = 0;
    while ((stored = oldest.read(unread)).isPresent()) {
      Entry entry = stored.get().entry();
      tally(entry.machine()).countDropped(entry.readings());
      ledger.settle(stored.get(), false);
      dropped++;
    }
    removeOldest();
    LOG.warn("the buffer is full: dropped its {} oldest batches", dropped);
  }

  private void removeOldest() throws IOException {
    if (reading.first() == segments.peekFirst().first()) {
      advanceReader();
    }
    Segment segment = segments.removeFirst();
    bytes -= segment.size();
    segment.delete();
    room.signalAll();
  }

  /** Entries of which it is not known yet what becomes of them: under way, or still to be read. */
  public long size() {
    lock.lock();
    try {
      return handedOut.underWay() + segments.peekLast().end() - nextIndex;
    } finally {
      lock.unlock();
    }
  }

  /** On disk, acknowledged entries of unfinished segments included. */
  public long bytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  /** Bytes that could not be read back. */
  public long damaged() {
    return damage.bytes();
  }

  /** Writes down what has been acknowledged, so that a restart does not send it again. */
  public void checkpoint() throws IOException {
    lock.lock();
    try {
      ledger.write(folder.path(), head());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      checkpoint();
      for (Segment segment : segments) {
        segment.close();
      }
      folder.close();
    } finally {
      lock.unlock();
    }
  }
}
