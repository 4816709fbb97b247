package fettle.inference.score;

import fettle.telemetry.Contribution;
import java.util.Arrays;

/** Collects the contributions of the readings with a high score. */
final class Shares {

  /** Three digits tell one signal from another; more would only be sent. */
  private static final double DIGITS = 1e3;

  private static final int FIRST_CAPACITY = 8;

  private final int[] columns;
  private final int signals;
  private final int readings;
  private int[] at = {};
  private final double[][] share;
  private int count;

  /**
   * @param columns index in the batch of each of the model's signals
   * @param signals number of the batch's signals
   * @param readings number of the batch's readings
   */
  Shares(int[] columns, int signals, int readings) {
    this.columns = columns;
    this.signals = signals;
    this.readings = readings;
    share = new double[columns.length][];
  }

  /** Begins with the shares of one reading; readings come in their order. */
  void begin(int reading) {
    if (count == at.length) {
      grow();
    }
    at[count++] = reading;
  }

  /** From nothing: scores are mostly low, and then no room is needed. */
  private void grow() {
    int capacity = Math.min(Math.max(FIRST_CAPACITY, 2 * count), readings);
    at = Arrays.copyOf(at, capacity);
    for (int f = 0; f < share.length; f++) {
      share[f] = count == 0 ? new double[capacity] : Arrays.copyOf(share[f], capacity);
    }
  }

  void set(int signal, double value) {
    share[signal][count - 1] = Math.round(value * DIGITS) / DIGITS;
  }

  /** In the batch's order of signals; null when no reading had a high score. */
  Contribution toContribution() {
    if (count == 0) {
      return null;
    }
    double[][] byColumn = new double[signals][];
    for (int f = 0; f < columns.length; f++) {
      if (columns[f] >= 0) {
        byColumn[columns[f]] = Arrays.copyOf(share[f], count);
      }
    }
    return new Contribution(Arrays.copyOf(at, count), byColumn);
  }
}
