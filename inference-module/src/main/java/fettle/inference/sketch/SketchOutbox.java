package fettle.inference.sketch;

import fettle.telemetry.Limits;
import fettle.telemetry.SketchCodec;
import fettle.telemetry.SketchMessage;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/**
 * Messages on their way out, oldest first, one at a time. One that is not acknowledged stays and is
 * sent again at the next {@link #send}, as the same message: the gateway tells repeats. Bounded:
 * beyond it the oldest is thrown away, and counted. Thread-safe.
 */
public final class SketchOutbox {
  private final Link link;
  private final int bound;
  private final IntConsumer dropped;
  private final SketchCodec codec = new SketchCodec(Limits.DEFAULT);
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<SketchMessage> waiting = new ArrayDeque<>();
  private SketchMessage sending;

  /** Hands a body to the hub; completes when the hub has it. */
  @FunctionalInterface
  public interface Link {
    Uni<Void> send(byte[] body, String messageId);
  }

  /**
   * @param bound messages kept
   * @param dropped is told how many were thrown away
   */
  public SketchOutbox(Link link, int bound, IntConsumer dropped) {
    this.link = link;
    this.bound = bound;
    this.dropped = dropped;
  }

  /** Takes messages; they go with the next {@link #send}. */
  public void add(List<SketchMessage> messages) {
    if (messages.isEmpty()) {
      return;
    }
    int over = 0;
    lock.lock();
    try {
      waiting.addAll(messages);
      for (; waiting.size() > bound; over++) {
        waiting.removeFirst();
      }
    } finally {
      lock.unlock();
    }
    if (over > 0) {
      dropped.accept(over);
    }
  }

  /** Messages not acknowledged. */
  public int size() {
    lock.lock();
    try {
      return waiting.size() + (sending == null ? 0 : 1);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sends what there is; completes when the hub has it all, when one was not taken, or at once when
   * others are being sent already. Never fails.
   */
  public Uni<Void> send() {
    return Uni.createFrom().deferred(this::next);
  }

  private Uni<Void> next() {
    SketchMessage message;
    lock.lock();
    try {
      if (sending != null || waiting.isEmpty()) {
        return Uni.createFrom().voidItem();
      }
      message = waiting.removeFirst();
      sending = message;
    } finally {
      lock.unlock();
    }
    return link.send(codec.encode(message), message.messageId())
        .onItemOrFailure()
        .transformToUni(
            (nothing, failure) -> {
              done(message, failure);
              return failure == null ? next() : Uni.createFrom().voidItem();
            });
  }

  /** The connection's own meters count the failure. */
  private void done(SketchMessage message, Throwable failure) {
    lock.lock();
    try {
      sending = null;
      if (failure != null) {
        waiting.addFirst(message);
      }
    } finally {
      lock.unlock();
    }
  }
}
