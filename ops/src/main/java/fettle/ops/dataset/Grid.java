package fettle.ops.dataset;

import java.util.Locale;

/**
 * An even grid of times that readings are put on. A step without a reading of a signal repeats the
 * one before, up to a limit; beyond it there is no value. Pauses longer than {@link #PAUSE} have no
 * steps at all.
 *
 * @param step milliseconds; divides a day, so that a step is never of two
 * @param method what a step says of several readings
 * @param fill how long a value stands for those that are missing, milliseconds
 */
record Grid(long step, Method method, long fill) {
  /** A machine that says nothing for longer is taken to be off. */
  static final long PAUSE = 3_600_000;

  /** What a step says of several readings. */
  enum Method {
    /** The last. */
    LAST,
    /** Their mean. */
    MEAN;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
