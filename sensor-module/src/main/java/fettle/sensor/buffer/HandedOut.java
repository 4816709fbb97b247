package fettle.sensor.buffer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Entries that were handed out and not all acknowledged, oldest first; as many as the sender has
 * under way. Those whose segment was dropped are orphans: they are in memory alone.
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
  private final Set<Long> orphans = new HashSet<>();

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

  /**
   * Those below an index leave the disk. They are passed on, as not sent unless they are known to
   * be: so a restart, which cannot send them any more, counts them.
   */
  void orphan(long end, BiConsumer<Stored, Boolean> settled) {
    while (!slots.isEmpty() && slots.peekFirst().stored.index() < end) {
      Slot slot = slots.removeFirst();
      if (!slot.done) {
        orphans.add(slot.stored.index());
      }
      settled.accept(slot.stored, slot.sent);
    }
  }

  /** Forgets an orphan; false if the entry is none. */
  boolean orphanDone(Stored stored) {
    return orphans.remove(stored.index());
  }

  /** Handed out, and what became of it is not known. */
  long underWay() {
    return orphans.size() + slots.stream().filter(slot -> !slot.done).count();
  }

  /** Index of the oldest that is on disk and not acknowledged. */
  OptionalLong oldest() {
    return slots.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(slots.peekFirst().stored.index());
  }
}
