package fettle.gateway.alarm;

import fettle.telemetry.store.Varint;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/** The slots before the present one, oldest first, as far as they are looked at. Mutable. */
final class RecentSlots {

  /**
   * A slot that is over.
   *
   * @param firstAnomalous time of its first anomalous reading; {@link Slot#NEVER} when it was not
   *     anomalous
   * @param highest score
   */
  private record Past(long firstAnomalous, double highest) {
    boolean isAnomalous() {
      return firstAnomalous != Slot.NEVER;
    }
  }

  private final ArrayDeque<Past> slots = new ArrayDeque<>();
  private int anomalous;

  /** Takes a slot that is over and lets go of the oldest beyond those kept. */
  void add(Slot slot, int kept) {
    add(new Past(slot.isAnomalous() ? slot.firstAnomalous() : Slot.NEVER, slot.highest()));
    while (slots.size() > kept) {
      anomalous -= slots.removeFirst().isAnomalous() ? 1 : 0;
    }
  }

  private void add(Past past) {
    slots.addLast(past);
    anomalous += past.isAnomalous() ? 1 : 0;
  }

  void clear() {
    slots.clear();
    anomalous = 0;
  }

  /** How many are anomalous. */
  int anomalous() {
    return anomalous;
  }

  /** The first anomalous reading in them; {@link Slot#NEVER} when there is none. */
  long firstAnomalous() {
    return slots.stream()
        .filter(Past::isAnomalous)
        .mapToLong(Past::firstAnomalous)
        .findFirst()
        .orElse(Slot.NEVER);
  }

  /** The highest score of the anomalous ones, NaN when there is none. */
  double peak() {
    double peak = Double.NaN;
    for (Past past : slots) {
      peak = past.isAnomalous() ? Slot.higher(peak, past.highest()) : peak;
    }
    return peak;
  }

  /** Bytes that {@link #put} writes at most. */
  int mostBytes() {
    return Varint.MAX_BYTES + slots.size() * (Varint.MAX_BYTES + Double.BYTES);
  }

  /** Of a slot that was not anomalous nothing but that counts. */
  void put(ByteBuffer out) {
    Varint.put(out, slots.size());
    for (Past past : slots) {
      Varint.put(out, past.firstAnomalous());
      if (past.isAnomalous()) {
        out.putDouble(past.highest());
      }
    }
  }

  static RecentSlots get(ByteBuffer in) {
    RecentSlots recent = new RecentSlots();
    for (int left = Varint.length(in); left > 0; left--) {
      long first = Varint.get(in);
      recent.add(new Past(first, first == Slot.NEVER ? Double.NaN : in.getDouble()));
    }
    return recent;
  }
}
