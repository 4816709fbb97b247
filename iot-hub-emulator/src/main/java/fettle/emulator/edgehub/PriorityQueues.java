package fettle.emulator.edgehub;

import fettle.emulator.edgehub.store.QueuedMessage;
import fettle.emulator.edgehub.store.StoreQueue;
import fettle.emulator.edgehub.store.StoredMessage;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queues of one endpoint, one per priority; the first in order has the lowest number. An
 * expired message is dropped when its turn comes, and at the latest when {@link #dropExpired()} is
 * called while it is the first of its queue.
 */
final class PriorityQueues {

  private static final Logger LOG = LoggerFactory.getLogger(PriorityQueues.class);

  private static final String STORE_FAILURES = "edge.storeFailures";

  private final Path folder;
  private final EdgeResources resources;
  private final long maxBytes;
  private final LongConsumer expired;
  private final TreeMap<Integer, List<Held>> opening = new TreeMap<>();

  /** Changed on the loop, read by metrics from anywhere. */
  private final ConcurrentSkipListMap<Integer, StoreQueue> queues = new ConcurrentSkipListMap<>();

  private Runnable available = () -> {};

  /**
   * @param maxBytes of each queue
   * @param expired told how many messages were dropped because their time was over
   */
  PriorityQueues(Path folder, EdgeResources resources, long maxBytes, LongConsumer expired) {
    this.folder = folder;
    this.resources = resources;
    this.maxBytes = maxBytes;
    this.expired = expired;
    resources.metrics().count(STORE_FAILURES, 0);
  }

  /** A message with the queue it is in. */
  record Taken(StoreQueue queue, QueuedMessage item) {

    void done() {
      queue.done(item);
    }
  }

  private record Held(StoredMessage message, long expiresAt, Promise<Void> stored) {}

  void onAvailable(Runnable listener) {
    available = listener;
  }

  /** Opens a queue, unless it is open, so that what it holds is delivered. */
  void open(int priority) {
    if (!queues.containsKey(priority)) {
      held(priority);
    }
  }

  Future<Void> append(int priority, StoredMessage message, long expiresAt) {
    StoreQueue open = queues.get(priority);
    if (open != null) {
      return open.append(message, expiresAt);
    }
    Held held = new Held(message, expiresAt, Promise.promise());
    held(priority).add(held);
    return held.stored().future();
  }

  /** What came while a queue is being opened: it goes in first, in its order. */
  private List<Held> held(int priority) {
    return opening.computeIfAbsent(
        priority,
        key -> {
          StoreQueue.open(
                  folder.resolve(Integer.toString(key)),
                  resources.loop(),
                  resources.disk(),
                  maxBytes,
                  new QueueListener())
              .onComplete(opened -> resources.loop().runOnContext(ignored -> opened(key, opened)));
          return new ArrayList<>();
        });
  }

  private void opened(int priority, AsyncResult<StoreQueue> opened) {
    List<Held> waiting = opening.remove(priority);
    if (opened.failed()) {
      LOG.error("the store {} cannot be opened", this, opened.cause());
      resources.metrics().count(STORE_FAILURES);
      waiting.forEach(held -> held.stored().fail(opened.cause()));
      return;
    }
    StoreQueue queue = opened.result();
    queues.put(priority, queue);
    waiting.forEach(
        held -> queue.append(held.message(), held.expiresAt()).onComplete(held.stored()));
    available.run();
  }

  private final class QueueListener implements StoreQueue.Listener {

    @Override
    public void available() {
      available.run();
    }

    @Override
    public void failed() {
      resources.metrics().count(STORE_FAILURES);
    }
  }

  /**
   * {@code null} when nothing that has not expired is at hand. What is being read from disk is
   * waited for: a lower priority does not overtake it.
   */
  Taken take() {
    dropExpired();
    for (StoreQueue queue : queues.values()) {
      QueuedMessage item = queue.take();
      if (item != null) {
        return new Taken(queue, item);
      }
      if (queue.isReading()) {
        return null;
      }
    }
    return null;
  }

  void dropExpired() {
    long now = resources.clock().millis();
    for (StoreQueue queue : queues.values()) {
      long dropped = 0;
      for (QueuedMessage head = queue.peek();
          head != null && head.expiresAt() <= now;
          head = queue.peek()) {
        queue.done(queue.take());
        dropped++;
      }
      if (dropped > 0) {
        expired.accept(dropped);
      }
    }
  }

  void putBack() {
    queues.values().forEach(StoreQueue::putBack);
  }

  long pendingMessages() {
    return queues.values().stream().mapToLong(StoreQueue::pendingMessages).sum();
  }

  long pendingBytes() {
    return queues.values().stream().mapToLong(StoreQueue::pendingBytes).sum();
  }

  long waiting() {
    return queues.values().stream().mapToLong(StoreQueue::waiting).sum();
  }

  Future<Void> close() {
    List<Future<Void>> closing = new ArrayList<>();
    queues.values().forEach(queue -> closing.add(queue.close()));
    return Future.all(closing).mapEmpty();
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
