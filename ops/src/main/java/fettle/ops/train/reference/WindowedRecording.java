package fettle.ops.train.reference;

import fettle.recording.Recording;
import java.util.Arrays;

/**
 * A recording seen through a {@link WindowSpec}: missing values held where that is allowed, and for
 * each row whether a full window ends there. A window never spans a long pause, a step back in
 * time, a value that could not be filled, or a row that is to be skipped.
 */
public final class WindowedRecording {

  private final WindowSpec spec;
  private final double[][] rows;
  private final int[] run;

  private WindowedRecording(WindowSpec spec, double[][] rows, int[] run) {
    this.spec = spec;
    this.rows = rows;
    this.run = run;
  }

  /**
   * @param skip rows that no window may contain, or null
   */
  public static WindowedRecording of(Recording recording, WindowSpec spec, boolean[] skip) {
    int count = recording.rows();
    double[][] rows = new double[count][];
    int[] run = new int[count];
    Hold hold = new Hold(recording, spec);
    long[] times = recording.times();
    for (int row = 0; row < count; row++) {
      long step = row == 0 ? 0 : times[row] - times[row - 1];
      boolean follows = row > 0 && step >= 0 && step <= spec.maxGapMs();
      if (!follows) {
        hold.forget();
      }
      rows[row] = hold.fill(row);
      boolean usable = rows[row] != null && (skip == null || !skip[row]);
      run[row] = usable ? (follows ? run[row - 1] : 0) + 1 : 0;
    }
    return new WindowedRecording(spec, rows, run);
  }

  public int rows() {
    return rows.length;
  }

  /** W, readings in a window. */
  public int length() {
    return spec.length();
  }

  /** Whether a full window ends at {@code row}. */
  public boolean full(int row) {
    return run[row] >= spec.length();
  }

  /** Whether {@code row} may be in a window. */
  boolean usable(int row) {
    return run[row] > 0;
  }

  /** Whether no window may reach from {@code row} to the row before it. */
  boolean starts(int row) {
    return run[row] == 1;
  }

  /** The values of one row in the model's order, or null where some could not be filled. */
  double[] row(int row) {
    return rows[row];
  }

  /** The W rows that end at {@code row}, oldest first; only where {@link #full} says so. */
  public double[][] window(int row) {
    return Arrays.copyOfRange(rows, row - spec.length() + 1, row + 1);
  }

  /** Carries the last value of each signal over short holes. */
  private static final class Hold {
    private final double[][] columns;
    private final long[] times;
    private final long maxAgeMs;
    private final double[] last;
    private final long[] lastTime;

    Hold(Recording recording, WindowSpec spec) {
      columns = new double[spec.signals().size()][];
      for (int f = 0; f < columns.length; f++) {
        columns[f] = recording.values()[recording.signals().indexOf(spec.signals().get(f))];
      }
      times = recording.times();
      maxAgeMs = spec.maxHoldMs();
      last = new double[columns.length];
      lastTime = new long[columns.length];
      forget();
    }

    void forget() {
      Arrays.fill(last, Double.NaN);
    }

    double[] fill(int row) {
      boolean complete = true;
      for (int f = 0; f < columns.length; f++) {
        double value = columns[f][row];
        if (!Double.isNaN(value)) {
          last[f] = value;
          lastTime[f] = times[row];
        }
        complete &= !Double.isNaN(last[f]) && times[row] - lastTime[f] <= maxAgeMs;
      }
      return complete ? last.clone() : null;
    }
  }
}
