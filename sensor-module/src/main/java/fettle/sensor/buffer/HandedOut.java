package fettle.sensor.buffer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/**
 * Entries that were handed out and not all acknowledged, oldest first; as many as the sender has
 * under way.
 */
final class HandedOut {
  private static final class Slot {
    private final Stored stored;
    private boolean done;
    private boolean sent;

    private Slot(Stored stored) {
      this.stored = stored;
    }
  }

  private final Deque<Slot> slots = new ArrayDeque<>();

  void add(Stored stored) {
    slots.add(new Slot(stored));
  }

  /**
   * Marks one as done and passes on, in order, those that have nothing unacknowledged before them
   * any more.
   *
   * @param settled gets the entry and whether it was sent
   */
  void done(Stored stored, boolean sent, BiConsumer<Stored, Boolean> settled) {
    for (Slot slot : slots) {
      if (slot.stored.index() == stored.index()) {
        slot.done = true;
        slot.sent = sent;
      }
    }
    while (!slots.isEmpty() && slots.peekFirst().done) {
      Slot slot = slots.removeFirst();
      settled.accept(slot.stored, slot.sent);
    }
  }

  /** Index of the oldest that is not acknowledged. */
  OptionalLong oldest() {
    return slots.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(slots.peekFirst().stored.index());
  }
}
