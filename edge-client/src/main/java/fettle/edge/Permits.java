package fettle.edge;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A semaphore that does not block: who finds no permit waits in order, and no more than a bounded
 * number wait.
 */
final class Permits {
  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<UniEmitter<? super Void>> waiters = new ArrayDeque<>();
  private final int maxPermits;
  private final int maxWaiting;
  private final EdgeMetrics metrics;
  private int taken;

  Permits(int maxPermits, int maxWaiting, EdgeMetrics metrics) {
    this.maxPermits = maxPermits;
    this.maxWaiting = maxWaiting;
    this.metrics = metrics;
  }

  /**
   * Completes with a permit, which the caller gives back with {@link #release()}, or fails with
   * QUEUE_FULL.
   */
  Uni<Void> acquire() {
    return Uni.createFrom().<Void>emitter(this::take);
  }

  private void take(UniEmitter<? super Void> emitter) {
    boolean granted = false;
    boolean refused = false;
    lock.lock();
    try {
      if (taken < maxPermits) {
        taken++;
        granted = true;
      } else if (waiters.size() < maxWaiting) {
        waiters.add(emitter);
      } else {
        refused = true;
      }
      metrics.outstanding(taken, waiters.size());
    } finally {
      lock.unlock();
    }
    if (granted) {
      emitter.complete(null);
    } else if (refused) {
      emitter.fail(
          new EdgeException(
              EdgeException.Reason.QUEUE_FULL, maxWaiting + " sends wait already for the hub"));
    }
  }

  void release() {
    UniEmitter<? super Void> next;
    lock.lock();
    try {
      next = waiters.poll();
      if (next == null) {
        taken--;
      }
      metrics.outstanding(taken, waiters.size());
    } finally {
      lock.unlock();
    }
    if (next != null) {
      next.complete(null);
    }
  }
}
