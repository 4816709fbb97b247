package fettle.gateway.alarm;

import fettle.telemetry.store.Varint;
import java.nio.ByteBuffer;

/** Whether a signal stays out of its limits. Told of buckets as {@link FlatLine} is. Mutable. */
final class LimitRun {
  private static final long NEVER = 0;

  private long first = NEVER;
  private long last = NEVER;
  private double farthest = Double.NaN;
  private boolean outside;

  /**
   * Another bucket begins; true when that changes anything.
   *
   * @param before start of the one before it
   */
  boolean entered(SenseRules rules, long before, long start) {
    if (first == NEVER) {
      return false;
    }
    if (outside) {
      if (last == before || start - last <= rules.limitClearMs()) {
        return false;
      }
      forget();
      return true;
    }
    if (last != before) {
      forget();
      return true;
    }
    outside = last - first >= rules.limitRaiseMs();
    return outside;
  }

  private void forget() {
    first = NEVER;
    last = NEVER;
    farthest = Double.NaN;
    outside = false;
  }

  /** The bucket has these values so far; true when that changes anything. */
  boolean saw(long start, double lowest, double highest, double low, double high) {
    if (!(lowest < low || highest > high)) {
      return false;
    }
    boolean isBelow = !(highest > high) || low - lowest > highest - high;
    double here = isBelow ? lowest : highest;
    boolean isFarther = isFarther(here, low, high);
    if (first != NEVER && last == start && !isFarther) {
      return false;
    }
    first = first == NEVER ? start : first;
    last = start;
    farthest = isFarther ? here : farthest;
    return true;
  }

  /** Of two as far out, the higher one counts, in whatever order they come. */
  private boolean isFarther(double here, double low, double high) {
    double now = beyond(here, low, high);
    double before = beyond(farthest, low, high);
    return !(now <= before) || (now == before && here > farthest);
  }

  private static double beyond(double value, double low, double high) {
    return value > high ? value - high : low - value;
  }

  boolean isOutside() {
    return outside;
  }

  /** The value farthest beyond a limit. */
  double farthest() {
    return farthest;
  }

  /** Since when, epoch milliseconds. */
  long since() {
    return first;
  }

  /** Bytes that {@link #put} writes at most. */
  static final int MOST_BYTES = 1 + Double.BYTES + 2 * Varint.MAX_BYTES;

  void put(ByteBuffer out) {
    out.put((byte) ((first == NEVER ? 0 : 1) | (outside ? 2 : 0)));
    if (first != NEVER) {
      Varint.put(out, first);
      Varint.put(out, last);
      out.putDouble(farthest);
    }
  }

  static LimitRun get(ByteBuffer in) {
    LimitRun run = new LimitRun();
    int flags = in.get();
    run.outside = (flags & 2) != 0;
    if ((flags & 1) != 0) {
      run.first = Varint.get(in);
      run.last = Varint.get(in);
      run.farthest = in.getDouble();
    }
    return run;
  }
}
