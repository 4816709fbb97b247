package fettle.gateway.alarm;

import fettle.telemetry.store.Varint;
import java.nio.ByteBuffer;

/**
 * Whether a signal stays exactly the same for longer than it used to. Told of each bucket when it
 * is entered, before its values are known, and then, as often as it gets more, of its lowest and
 * highest value: what comes of it is the same however readings are cut into batches. Mutable.
 */
final class FlatLine {
  /** Of no run. */
  private static final long NEVER = 0;

  private double value;
  private long since = NEVER;
  private int buckets;
  private long habitMs;
  private int changes;
  private boolean flat;

  /** Another bucket begins; true when that changes anything. */
  boolean entered(SenseRules rules, long start, boolean afterPause) {
    if (since == NEVER) {
      return counted(rules);
    }
    if (afterPause && !flat) {
      since = NEVER; // nobody knows what it did meanwhile
      return true;
    }
    boolean isUsual = buckets < rules.flatBuckets();
    buckets = Math.min(buckets + 1, rules.flatBuckets());
    if (!flat
        && !isUsual
        && changes >= rules.flatChanges()
        && start - since >= rules.flatAfter(habitMs)) {
      flat = true;
      return true;
    }
    return isUsual;
  }

  /** Counts that it varied in the bucket before; what is enough is not counted on. */
  private boolean counted(SenseRules rules) {
    if (changes >= rules.flatChanges()) {
      return false;
    }
    changes++;
    return true;
  }

  /** The bucket has these values so far; true when that changes anything. */
  boolean saw(SenseRules rules, long start, double low, double high) {
    boolean isSame = low == high;
    boolean goesOn = since == NEVER ? !isSame : isSame && low == value;
    if (goesOn) {
      return false;
    }
    if (since != NEVER && start > since) {
      habitMs = Math.max(habitMs, Math.min(start - since, rules.flatAfter(habitMs)));
      counted(rules);
      flat = false;
    }
    value = low;
    since = isSame ? start : NEVER;
    buckets = 0;
    return true;
  }

  boolean isFlat() {
    return flat;
  }

  /** The value that it stays at. */
  double value() {
    return value;
  }

  /** Since when, epoch milliseconds. */
  long since() {
    return since;
  }

  /** Bytes that {@link #put} writes at most. */
  static final int MOST_BYTES = 1 + Double.BYTES + 4 * Varint.MAX_BYTES;

  void put(ByteBuffer out) {
    out.put((byte) ((since == NEVER ? 0 : 1) | (flat ? 2 : 0)));
    if (since != NEVER) {
      out.putDouble(value);
      Varint.put(out, since);
      Varint.put(out, buckets);
    }
    Varint.put(out, habitMs);
    Varint.put(out, changes);
  }

  static FlatLine get(ByteBuffer in) {
    FlatLine line = new FlatLine();
    int flags = in.get();
    line.flat = (flags & 2) != 0;
    if ((flags & 1) != 0) {
      line.value = in.getDouble();
      line.since = Varint.get(in);
      line.buckets = Math.toIntExact(Varint.get(in));
    }
    line.habitMs = Varint.get(in);
    line.changes = Math.toIntExact(Varint.get(in));
    return line;
  }
}
