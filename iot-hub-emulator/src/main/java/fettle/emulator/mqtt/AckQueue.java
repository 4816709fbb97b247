package fettle.emulator.mqtt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntConsumer;

/**
 * The client's unacknowledged messages. Work on them ends in any order; PUBACKs leave in the order
 * of the PUBLISHes, as MQTT 3.1.1 section 4.6 demands. Bounded in bytes: whoever sends on without
 * ever waiting for an acknowledgement is cut off. For the event loop only.
 */
final class AckQueue {

  private final Deque<Ticket> waiting = new ArrayDeque<>();
  private final IntConsumer acknowledge;
  private final long maxBytes;
  private long bytes;

  AckQueue(long maxBytes, IntConsumer acknowledge) {
    this.maxBytes = maxBytes;
    this.acknowledge = acknowledge;
  }

  /** One message that came and is being worked on. */
  final class Ticket {
    private final int messageId;
    private final int size;
    private boolean done;

    private Ticket(int messageId, int size) {
      this.messageId = messageId;
      this.size = size;
    }

    /** The message may be acknowledged, once those before it are. */
    void done() {
      done = true;
      while (!waiting.isEmpty() && waiting.peek().done) {
        Ticket next = waiting.remove();
        bytes -= next.size;
        if (next.messageId > 0) {
          acknowledge.accept(next.messageId);
        }
      }
    }
  }

  /**
   * @param messageId 0 for QoS 0, which gets no acknowledgement
   */
  Ticket add(int messageId, int size) {
    Ticket ticket = new Ticket(messageId, size);
    waiting.add(ticket);
    bytes += size;
    return ticket;
  }

  boolean overfull() {
    return bytes > maxBytes;
  }
}
