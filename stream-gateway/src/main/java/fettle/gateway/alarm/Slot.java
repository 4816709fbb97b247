package fettle.gateway.alarm;

import fettle.telemetry.store.Varint;
import java.nio.ByteBuffer;

/** The readings of one time of resolution. Mutable. */
final class Slot {
  /** Of no readings. */
  static final long NEVER = 0;

  private long began = NEVER;
  private long firstAnomalous = NEVER;
  private int scored;
  private int anomalous;
  private double highest = Double.NaN;

  /** Forgets its readings; the next begins at this time. */
  void restart(long time) {
    began = time;
    firstAnomalous = NEVER;
    scored = 0;
    anomalous = 0;
    highest = Double.NaN;
  }

  void add(long time, double score, boolean anomaly) {
    scored++;
    highest = higher(highest, score);
    if (anomaly) {
      anomalous++;
      firstAnomalous = firstAnomalous == NEVER ? time : firstAnomalous;
    }
  }

  /** The higher of two scores, either of which may be NaN. */
  static double higher(double one, double other) {
    return Double.isNaN(one) || other > one ? other : one;
  }

  boolean isAnomalous() {
    return anomalous > 0 && 2L * anomalous >= scored;
  }

  boolean isHealthy(double clearLevel) {
    return !isAnomalous() && !(highest > clearLevel);
  }

  /** Time of its first reading. */
  long began() {
    return began;
  }

  /** Time of its first anomalous reading. */
  long firstAnomalous() {
    return firstAnomalous;
  }

  double highest() {
    return highest;
  }

  /** Bytes that {@link #put} writes at most. */
  static final int MOST_BYTES = 4 * Varint.MAX_BYTES + Double.BYTES;

  void put(ByteBuffer out) {
    Varint.put(out, began);
    Varint.put(out, firstAnomalous);
    Varint.put(out, scored);
    Varint.put(out, anomalous);
    out.putDouble(highest);
  }

  static Slot get(ByteBuffer in) {
    Slot slot = new Slot();
    slot.began = Varint.get(in);
    slot.firstAnomalous = Varint.get(in);
    slot.scored = Math.toIntExact(Varint.get(in));
    slot.anomalous = Math.toIntExact(Varint.get(in));
    slot.highest = in.getDouble();
    return slot;
  }
}
