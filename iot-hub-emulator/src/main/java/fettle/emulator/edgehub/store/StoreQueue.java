package fettle.emulator.edgehub.store;

import fettle.emulator.edgehub.store.MessageLog.Payload;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One endpoint's messages of one priority, in order, durable from the moment {@link #append}
 * completes.
 *
 * <p>For the event loop; the disk is touched by one worker job at a time, and whatever came
 * meanwhile goes into the next job's one write. Memory holds a bounded {@link Window} of what
 * waits; the rest is read back when its turn comes. A queue that is full takes no more: appends
 * wait, in order, until something was delivered or has expired.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // only the loop writes
public final class StoreQueue {

  private static final Logger LOG = LoggerFactory.getLogger(StoreQueue.class);

  private static final long SEGMENT_BYTES = 16L << 20;
  private static final long PAUSE_AFTER_FAILURE_MS = 500;

  private final MessageLog log;
  private final Context loop;
  private final WorkerExecutor disk;
  private final long maxBytes;
  private final Listener listener;

  private final Deque<DiskJob.Append> full = new ArrayDeque<>();
  private final List<DiskJob.Append> fresh = new ArrayList<>();
  private final Window window = new Window();
  private long readUpTo;
  private long writtenEnd;
  private long storedCursor;

  // written on the loop alone, read by metrics from anywhere
  private volatile long admittedEnd;
  private volatile long delivered;
  private volatile long pending;
  private volatile int waiting;

  private boolean working;
  private boolean failing;
  private boolean closed;

  /** Hears what becomes of a queue. */
  public interface Listener {

    /** A message may have become available. */
    void available();

    /** The disk could not be written or read; it is tried again. */
    void failed();
  }

  private StoreQueue(
      MessageLog log,
      long pending,
      Context loop,
      WorkerExecutor disk,
      long maxBytes,
      Listener listener) {
    this.log = log;
    this.loop = loop;
    this.disk = disk;
    this.maxBytes = maxBytes;
    this.listener = listener;
    this.pending = pending;
    this.admittedEnd = log.end();
    this.writtenEnd = log.end();
    this.readUpTo = log.cursor();
    this.delivered = log.cursor();
    this.storedCursor = log.cursor();
  }

  /**
   * Opens, or makes, the queue in a folder.
   *
   * @param maxBytes what may wait on disk, headers included
   * @param listener called on the loop
   */
  public static Future<StoreQueue> open(
      Path folder, Context loop, WorkerExecutor disk, long maxBytes, Listener listener) {
    return disk.executeBlocking(
            () -> {
              MessageLog log = MessageLog.open(folder, SEGMENT_BYTES);
              return new StoreQueue(log, log.countPending(), loop, disk, maxBytes, listener);
            },
            false)
        .onSuccess(queue -> loop.runOnContext(ignored -> queue.work()));
  }

  /** Completes when the message would survive the death of this process. */
  public Future<Void> append(StoredMessage message, long expiresAt) {
    Payload payload = new Payload(expiresAt, message.encode());
    DiskJob.Append append = new DiskJob.Append(message, payload, Promise.promise());
    if (closed) {
      append.stored().fail(new IOException("the queue is closed"));
    } else if (!full.isEmpty() || !fits(payload)) {
      full.add(append);
      waiting = full.size();
    } else {
      admit(append);
    }
    return append.stored().future();
  }

  /** A message larger than the whole queue is let in when the queue is empty. */
  private boolean fits(Payload payload) {
    return pendingBytes() == 0 || pendingBytes() + payload.size() <= maxBytes;
  }

  private void admit(DiskJob.Append append) {
    admittedEnd += append.payload().size();
    fresh.add(append);
    work();
  }

  /** The next message that is neither under way nor done; {@code null} when none is at hand. */
  public QueuedMessage take() {
    QueuedMessage next = peek();
    if (next != null) {
      window.take();
    }
    return next;
  }

  /** As {@link #take()}, without taking it. */
  public QueuedMessage peek() {
    QueuedMessage next = window.peek();
    settle();
    if (next == null) {
      work();
    }
    return next;
  }

  /** The taken message needs no more care: it was delivered, or has expired. */
  public void done(QueuedMessage item) {
    item.markDone();
    settle();
    work();
  }

  private void settle() {
    for (QueuedMessage done = window.pollDone(); done != null; done = window.pollDone()) {
      delivered = done.next();
      pending--;
    }
    while (!full.isEmpty() && fits(full.peek().payload())) {
      admit(full.remove());
      waiting = full.size();
    }
  }

  /** Whether what comes next is on disk and on its way; not when the disk cannot be read. */
  public boolean isReading() {
    return window.isEmpty() && readUpTo < writtenEnd && !failing;
  }

  /** Everything taken waits again, in its old order; what is done already stays done. */
  public void putBack() {
    window.putBack();
  }

  /** Messages stored and not done; from any thread. */
  public long pendingMessages() {
    return pending;
  }

  /** Bytes admitted and not done; from any thread. */
  public long pendingBytes() {
    return admittedEnd - delivered;
  }

  /**
   * Messages that wait because the queue is full; their senders have no acknowledgement yet. From
   * any thread.
   */
  public int waiting() {
    return waiting;
  }

  /** Completes when the cursor is written and the files are closed. */
  public Future<Void> close() {
    closed = true;
    full.forEach(append -> append.stored().fail(new IOException("the queue is closed")));
    full.clear();
    waiting = 0;
    long cursor = delivered;
    return disk.executeBlocking(
        () -> {
          log.advance(cursor);
          log.close();
          return null;
        },
        false);
  }

  private void work() {
    boolean load = window.isEmpty() && readUpTo < writtenEnd;
    boolean move = delivered > storedCursor;
    if (working || closed || (fresh.isEmpty() && !load && !move)) {
      return;
    }
    working = true;
    DiskJob job =
        new DiskJob(List.copyOf(fresh), delivered, move, load ? readUpTo : DiskJob.NO_LOAD);
    fresh.clear();
    disk.executeBlocking(() -> job.run(log), false)
        .onComplete(outcome -> loop.runOnContext(ignored -> finished(job, outcome)));
  }

  private void finished(DiskJob job, AsyncResult<DiskJob.Result> outcome) {
    working = false;
    DiskJob.Result result =
        outcome.succeeded()
            ? outcome.result()
            : new DiskJob.Result(false, false, List.of(), new IOException(outcome.cause()));
    if (result.moved()) {
      storedCursor = job.cursor();
    }
    if (result.appended()) {
      written(job);
    } else {
      admittedEnd -= job.appends().stream().mapToLong(append -> append.payload().size()).sum();
      job.appends().forEach(append -> append.stored().fail(result.failure()));
    }
    result.loaded().forEach(this::keep);
    failing = result.failure() != null;
    if (failing) {
      LOG.error("the store {} cannot be written or read", log, result.failure());
      listener.failed();
      goOnAfterAPause();
    }
    settle();
    if (!window.isEmpty() || failing) {
      listener.available();
    }
    work();
  }

  private void goOnAfterAPause() {
    working = true;
    loop.owner()
        .setTimer(
            PAUSE_AFTER_FAILURE_MS,
            over -> {
              working = false;
              work();
            });
  }

  private void written(DiskJob job) {
    boolean caughtUp = readUpTo == writtenEnd && job.loadFrom() == DiskJob.NO_LOAD;
    for (DiskJob.Append append : job.appends()) {
      int size = append.payload().size();
      writtenEnd += size;
      pending++;
      caughtUp &= window.hasRoomFor(size);
      if (caughtUp) {
        keep(new QueuedMessage(append.message(), append.payload().expiresAt(), size, writtenEnd));
      }
    }
    job.appends().forEach(append -> append.stored().complete());
  }

  private void keep(QueuedMessage item) {
    window.add(item);
    readUpTo = item.next();
  }
}
