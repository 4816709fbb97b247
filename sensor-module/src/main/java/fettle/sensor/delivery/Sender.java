package fettle.sensor.delivery;

import fettle.sensor.buffer.DiskBuffer;
import fettle.sensor.buffer.Stored;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what the buffer holds. At least once; a machine's batches arrive in order, because each
 * machine has one under way at a time and repeats it until it is acknowledged. Machines do not wait
 * for each other. At most {@code window} batches are in memory. A message that can never be sent is
 * dropped and counted, so it does not hold up the ones behind it.
 */
public final class Sender {
  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final DiskBuffer buffer;
  private final Outlet outlet;
  private final int window;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Map<String, Deque<Stored>> waiting = new HashMap<>();
  private final Set<String> busy = new HashSet<>();

  /** Machines with something waiting and nothing under way. */
  private final Set<String> idle = new LinkedHashSet<>();

  private int loaded;
  private long pauseMillis = FIRST_PAUSE_MILLIS;
  private long pausedUntilNanos = System.nanoTime();

  /**
   * @param window batches in memory; below the number of machines, some wait for others
   */
  public Sender(DiskBuffer buffer, Outlet outlet, int window) {
    this.buffer = buffer;
    this.outlet = outlet;
    this.window = window;
    buffer.onAppend(this::wake);
  }

  /** Sends until interrupted. */
  public void run() throws InterruptedException, IOException {
    while (true) {
      for (Stored next : takeReady()) {
        send(next);
      }
    }
  }

  /** The hub is back: try at once. */
  public void resume() {
    lock.lock();
    try {
      pausedUntilNanos = System.nanoTime();
      pauseMillis = FIRST_PAUSE_MILLIS;
      work.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void wake() {
    lock.lock();
    try {
      work.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private List<Stored> takeReady() throws InterruptedException, IOException {
    lock.lockInterruptibly();
    try {
      while (true) {
        long pause = pausedUntilNanos - System.nanoTime();
        List<Stored> ready = pause > 0 ? List.of() : ready();
        if (!ready.isEmpty()) {
          return ready;
        }
        if (pause > 0) {
          work.awaitNanos(pause);
        } else {
          work.await();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private List<Stored> ready() throws IOException {
    while (loaded < window) {
      Optional<Stored> next = buffer.next();
      if (next.isEmpty()) {
        break;
      }
      String machine = next.get().entry().machine();
      waiting.computeIfAbsent(machine, name -> new ArrayDeque<>()).add(next.get());
      if (!busy.contains(machine)) {
        idle.add(machine);
      }
      loaded++;
    }
    List<Stored> ready = new ArrayList<>();
    for (String machine : idle) {
      ready.add(waiting.get(machine).peek());
    }
    busy.addAll(idle);
    idle.clear();
    return ready;
  }

  private void send(Stored stored) throws IOException {
    try {
      outlet
          .send(stored.entry())
          .subscribe()
          .with(ignored -> acknowledged(stored), failure -> failed(stored, failure));
    } catch (IllegalArgumentException neverValid) {
      LOG.error("dropping {}: {}", stored.entry().messageId(), neverValid.getMessage());
      buffer.discard(stored);
      release(stored, true);
    }
  }

  private void acknowledged(Stored stored) {
    try {
      buffer.acknowledge(stored);
    } catch (IOException failure) {
      // the batch is sent; only its space on disk is not free yet, and the next one tries again
      LOG.error("the buffer cannot be cleaned up: {}", failure.toString());
    }
    release(stored, true);
  }

  private void failed(Stored stored, Throwable failure) {
    LOG.debug("{} is not acknowledged; sending it again", stored.entry().messageId(), failure);
    release(stored, false);
  }

  private void release(Stored stored, boolean done) {
    String machine = stored.entry().machine();
    lock.lock();
    try {
      busy.remove(machine);
      if (done) {
        waiting.get(machine).remove();
        loaded--;
        pauseMillis = FIRST_PAUSE_MILLIS;
      } else if (pausedUntilNanos - System.nanoTime() <= 0) {
        pausedUntilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pauseMillis);
        pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
      }
      if (!waiting.get(machine).isEmpty()) {
        idle.add(machine);
      }
      work.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
