package fettle.inference.score;

import java.util.Arrays;

/** What is remembered of a machine between two batches. */
final class WindowState {

  static final long NEVER = Long.MIN_VALUE;

  /** The last rows, oldest first, at most W-1 of them, F values each. */
  final float[] rows;

  int count;

  /** The last value of each signal, and when it was read; NaN before any. */
  final float[] held;

  final long[] heldAt;

  /** Time of the newest reading. */
  long newest = NEVER;

  /** Smoothed spacing of readings, milliseconds; NaN before two readings. */
  double intervalMs = Double.NaN;

  WindowState(int window, int signals) {
    rows = new float[(window - 1) * signals];
    held = new float[signals];
    heldAt = new long[signals];
    forget();
  }

  /** Empties the window; the newest time stays. */
  void forget() {
    count = 0;
    Arrays.fill(held, Float.NaN);
  }

  void copyFrom(WindowState other) {
    System.arraycopy(other.rows, 0, rows, 0, rows.length);
    System.arraycopy(other.held, 0, held, 0, held.length);
    System.arraycopy(other.heldAt, 0, heldAt, 0, heldAt.length);
    count = other.count;
    newest = other.newest;
    intervalMs = other.intervalMs;
  }
}
