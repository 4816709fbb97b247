package fettle.sensor.buffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
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
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final HandedOut handedOut = new HandedOut();
  private final Damage damage = new Damage();
  private final SegmentLog log;
  private final Ledger ledger;
  private volatile Runnable appendListener = () -> {};

  private DiskBuffer(BufferFolder folder, String run, long maxBytes, int segmentBytes)
      throws IOException {
    this.folder = folder;
    this.maxBytes = maxBytes;
    Checkpoint checkpoint = Checkpoint.read(folder.path());
    // without their bodies, which may be more than memory holds: marks and counts are enough
    List<Stored> found = new ArrayList<>();
    log =
        SegmentLog.recover(
            folder,
            segmentBytes,
            damage,
            checkpoint.head(),
            stored -> found.add(stored.withoutBody()));
    ledger = Ledger.resume(checkpoint, run, log.end());
    found.forEach(ledger::found);
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
      while (whenFull == WhenFull.WAIT && log.bytes() + size > maxBytes) {
        room.await();
      }
      if (log.makeRoom(size)) {
        tryDeleteSettled();
      }
      while (log.bytes() + size > maxBytes && log.canShrink()) {
        dropOldest();
      }
      log.append(record);
    } finally {
      lock.unlock();
    }
    appendListener.run();
  }

  /** The oldest entry that was not handed out yet. */
  public Optional<Stored> next() throws IOException {
    lock.lock();
    try {
      Optional<Stored> stored = log.next();
      stored.ifPresent(handedOut::add);
      return stored;
    } finally {
      lock.unlock();
    }
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
    return handedOut.oldest().orElse(log.nextIndex());
  }

  private void deleteSettled() throws IOException {
    long head = head();
    if (!oldestIsBehind(head)) {
      return;
    }
    // first the checkpoint: the counters must not depend on entries that are gone
    boolean written = tryCheckpoint();
    while (oldestIsBehind(head)) {
      removeOldest();
    }
    if (!written) {
      // on a full disk there was no room for it before
      checkpoint();
    }
  }

  private boolean oldestIsBehind(long head) {
    return log.canShrink() && log.oldestEnd() <= head;
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
    handedOut.orphan(log.oldestEnd(), ledger::settle);
    List<Stored> dropped = new ArrayList<>();
    log.unreadOfOldest(stored -> dropped.add(stored.withoutBody()));
    for (Stored stored : dropped) {
      Entry entry = stored.entry();
      tally(entry.machine()).countDropped(entry.readings());
      ledger.settle(stored, false);
    }
    removeOldest();
    LOG.warn("the buffer is full: dropped its {} oldest batches", dropped.size());
  }

  private void removeOldest() throws IOException {
    log.removeOldest();
    room.signalAll();
  }

  /** Entries of which it is not known yet what becomes of them: under way, or still to be read. */
  public long size() {
    lock.lock();
    try {
      return handedOut.underWay() + log.end() - log.nextIndex();
    } finally {
      lock.unlock();
    }
  }

  /** On disk, acknowledged entries of unfinished segments included. */
  public long bytes() {
    lock.lock();
    try {
      return log.bytes();
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
      log.close();
      folder.close();
    } finally {
      lock.unlock();
    }
  }
}
