package fettle.emulator.edgehub.store;

/** A message of a {@link StoreQueue} that is waiting or under way. For the event loop. */
public final class QueuedMessage {
  private final StoredMessage message;
  private final long expiresAt;
  private final int size;
  private final long next;
  private boolean done;
  private boolean sent;

  QueuedMessage(StoredMessage message, long expiresAt, int size, long next) {
    this.message = message;
    this.expiresAt = expiresAt;
    this.size = size;
    this.next = next;
  }

  public StoredMessage message() {
    return message;
  }

  /** Epoch milliseconds. */
  public long expiresAt() {
    return expiresAt;
  }

  /** Bytes on disk. */
  public int size() {
    return size;
  }

  /** Whether it was sent before, in this process. */
  public boolean sentBefore() {
    return sent;
  }

  /** To be said of a message that is being sent. */
  public void markSent() {
    sent = true;
  }

  /** Where the next one is in the log. */
  long next() {
    return next;
  }

  boolean isDone() {
    return done;
  }

  void markDone() {
    done = true;
  }
}
