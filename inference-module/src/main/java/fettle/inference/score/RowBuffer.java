package fettle.inference.score;

import java.util.Arrays;

/**
 * The rows of one machine while one of its batches is scored: those it remembered, then the batch's
 * own, each with the model's F values. A window is W rows on end. Reused for every batch.
 */
final class RowBuffer {

  private float[] rows = new float[0];
  private int[] firstRow = new int[0];
  private Unscored[] reasons = new Unscored[0];
  private int features;

  /** Makes room for so many rows, of which the last {@code readings} are the batch's. */
  void reset(int remembered, int readings, int signals) {
    features = signals;
    int values = (remembered + readings) * signals;
    if (rows.length < values) {
      rows = new float[values];
    }
    if (reasons.length < readings) {
      reasons = new Unscored[readings];
      firstRow = new int[readings];
    }
    Arrays.fill(reasons, 0, readings, null);
  }

  float[] rows() {
    return rows;
  }

  /** The reading ends a full window that begins at this row. */
  void full(int reading, int first) {
    reasons[reading] = null;
    firstRow[reading] = first;
  }

  void unscored(int reading, Unscored reason) {
    reasons[reading] = reason;
  }

  /** Null for a reading that ends a full window. */
  Unscored reason(int reading) {
    return reasons[reading];
  }

  /** Index in {@link #rows()} of the first value of the window that ends at the reading. */
  int windowStart(int reading) {
    return firstRow[reading] * features;
  }
}
