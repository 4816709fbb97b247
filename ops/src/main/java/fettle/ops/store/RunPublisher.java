package fettle.ops.store;

import fettle.ops.pipeline.RunListener;
import fettle.ops.pipeline.RunState;
import fettle.telemetry.pipeline.PipelineRun;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Shows a run on the dashboard while it goes on. A thread of its own writes what the run is at, the
 * newest state only, so that a slow or absent Redis neither slows the run down nor fails it; and
 * says now and then that the run lives. The journal stays the truth.
 */
public final class RunPublisher implements RunListener, AutoCloseable {
  private static final Duration LAST_WORD = Duration.ofSeconds(6);

  private final Supplier<Optional<PipelineStore>> stores;
  private final String by;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Thread thread;
  private RunState newest;
  private boolean changed;
  private boolean closing;
  private volatile String trouble;

  /**
   * @param stores asked again until there is one: the store may be what the run brings up
   * @param by who asked for the run
   */
  public RunPublisher(Supplier<Optional<PipelineStore>> stores, String by, InstantSource clock) {
    this.stores = stores;
    this.by = by;
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name("run-publisher").start(this::publishAll);
  }

  @Override
  public void on(Event event) {
    // the whole state comes with every change
  }

  @Override
  public void changed(RunState state) {
    lock.lock();
    try {
      newest = state;
      changed = true;
      news.signal();
    } finally {
      lock.unlock();
    }
  }

  private void publishAll() {
    PipelineStore store = null;
    try {
      for (RunState state = next(); state != null; state = next()) {
        store = store == null ? stores.get().orElse(null) : store;
        if (store != null) {
          publish(store, state);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      trouble = e.getMessage();
    } finally {
      if (store != null) {
        store.close();
      }
    }
  }

  /** Waits for a change, or for the time to say that the run lives; {@code null} = no more. */
  private RunState next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(PipelineRun.SEEN_EVERY_MS);
      while (!changed && !closing && left > 0) {
        if (newest == null) {
          news.await();
        } else {
          left = news.awaitNanos(left);
        }
      }
      if (closing && !changed) {
        return null;
      }
      changed = false;
      return newest;
    } finally {
      lock.unlock();
    }
  }

  private void publish(PipelineStore store, RunState state) {
    try {
      store.put(PublishedRun.of(state, by, clock.instant()));
      trouble = null;
    } catch (IOException e) {
      trouble = e.getMessage();
    }
  }

  /** Gives the last state a few seconds to get there. */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      news.signal();
    } finally {
      lock.unlock();
    }
    try {
      if (!thread.join(LAST_WORD)) {
        thread.interrupt();
        trouble = "Redis did not take the run's end in " + LAST_WORD.toSeconds() + " s";
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** After {@link #close}: why the dashboard does not show the run's end; empty when it does. */
  public Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }
}
