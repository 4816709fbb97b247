package fettle.ops.train.reference;

import java.util.List;

/**
 * What a model's window is made of. The rules on gaps and missing values are those that the
 * inference module applies by default, so that a model learns from what it will see.
 *
 * @param signals names in the model's order
 * @param length W, readings in a window
 * @param intervalMs expected spacing of readings, milliseconds
 */
public record WindowSpec(List<String> signals, int length, long intervalMs) {

  /** A pause longer than so many intervals empties the window. */
  static final int MAX_GAP_INTERVALS = 10;

  /** A missing value is filled with the one before it, at most so many intervals old. */
  static final int MAX_HOLD_INTERVALS = 5;

  long maxGapMs() {
    return MAX_GAP_INTERVALS * intervalMs;
  }

  long maxHoldMs() {
    return MAX_HOLD_INTERVALS * intervalMs;
  }
}
