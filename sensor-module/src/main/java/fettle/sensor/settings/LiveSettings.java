package fettle.sensor.settings;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The settings in force. Thread-safe; a change wakes everyone who waits for a time that the old
 * settings gave.
 */
public final class LiveSettings {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile Settings current;

  public LiveSettings(Settings first) {
    current = first;
  }

  public Settings get() {
    return current;
  }

  public void set(Settings next) {
    lock.lock();
    try {
      current = next;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for so many nanoseconds, or until the settings are no longer the ones seen. */
  public void awaitChange(Settings seen, long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (left > 0 && current.equals(seen)) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
