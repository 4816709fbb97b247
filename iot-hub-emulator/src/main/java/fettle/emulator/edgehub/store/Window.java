package fettle.emulator.edgehub.store;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The messages of a {@link StoreQueue} that are in memory, in order: first those that were taken,
 * then those that wait. What waits is bounded to {@link #MAX_BYTES}, and a read's surplus. For the
 * event loop.
 */
final class Window {

  private static final int MAX_BYTES = 4 << 20;

  private final Deque<QueuedMessage> taken = new ArrayDeque<>();
  private final Deque<QueuedMessage> waiting = new ArrayDeque<>();
  private long waitingBytes;

  void add(QueuedMessage item) {
    waiting.add(item);
    waitingBytes += item.size();
  }

  boolean hasRoomFor(int bytes) {
    return waitingBytes + bytes <= MAX_BYTES;
  }

  /** Whether nothing waits. */
  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** The first that waits and is not done, which may be so after a put back; or {@code null}. */
  QueuedMessage peek() {
    while (!waiting.isEmpty() && waiting.peek().isDone()) {
      take();
    }
    return waiting.peek();
  }

  /** Takes the first that waits. */
  void take() {
    QueuedMessage item = waiting.remove();
    waitingBytes -= item.size();
    taken.add(item);
  }

  /** Everything taken waits again, in its old order; what is done already stays done. */
  void putBack() {
    while (!taken.isEmpty()) {
      QueuedMessage item = taken.removeLast();
      waiting.addFirst(item);
      waitingBytes += item.size();
    }
  }

  /** Removes the oldest one if it is done; else {@code null}. */
  QueuedMessage pollDone() {
    return !taken.isEmpty() && taken.peek().isDone() ? taken.remove() : null;
  }
}
