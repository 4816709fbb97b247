package fettle.ops.evaluate;

import fettle.ops.evaluate.Judgement.Verdict;
import java.util.List;

/**
 * The score of the Numenta Anomaly Benchmark with its standard profile (Lavin and Ahmad,
 * "Evaluating Real-time Anomaly Detection Algorithms – the Numenta Anomaly Benchmark", 2015). The
 * earliest alarm in a window earns up to 1, by a sigmoid over the window; a window without alarms
 * costs 1; an alarm outside costs up to 0.11, less when it is shortly behind a window. The sum is
 * scaled so that no alarm at all is 0 and every window found at its first row is 100.
 */
final class NabScore {
  private static final double FALSE_ALARM_WEIGHT = 0.11;
  private static final double STEEPNESS = 5;

  /** So many windows' widths behind a window an alarm has nothing to do with it. */
  private static final double FAR_BEHIND = 3;

  private NabScore() {}

  /**
   * Rows of a labelled window.
   *
   * @param first its first row
   * @param last its last row
   */
  record Window(int first, int last) {
    int width() {
      return last - first + 1;
    }
  }

  /**
   * @param windows in the order of time, apart from each other, at least one
   * @param from rows before it are not judged
   * @return at most 100; below 0 when silence were better
   */
  static double of(List<Window> windows, Verdict[] verdicts, int from) {
    double sum = 0;
    for (Window window : windows) {
      sum += found(window, verdicts, from);
    }
    Window before = null;
    int next = 0;
    for (int row = 0; row < verdicts.length; row++) {
      while (next < windows.size() && row > windows.get(next).last()) {
        before = windows.get(next++);
      }
      boolean within = next < windows.size() && row >= windows.get(next).first();
      if (!within && row >= from && verdicts[row] == Verdict.ANOMALOUS) {
        sum += FALSE_ALARM_WEIGHT * sigmoid(behind(before, row));
      }
    }
    double silent = -windows.size();
    double perfect = windows.size();
    return 100 * (sum - silent) / (perfect - silent);
  }

  private static double found(Window window, Verdict[] verdicts, int from) {
    for (int row = Math.max(window.first(), from); row <= window.last(); row++) {
      if (verdicts[row] == Verdict.ANOMALOUS) {
        double position = -(window.last() - row + 1) / (double) window.width();
        return sigmoid(position) / sigmoid(-1);
      }
    }
    return -1;
  }

  /** Distance from the window before, in widths of it. */
  private static double behind(Window before, int row) {
    if (before == null || before.width() == 1) {
      return FAR_BEHIND;
    }
    return (row - before.last()) / (double) (before.width() - 1);
  }

  /** From nearly 1 at a window's begin (-1) over 0 at its end to -1 far behind it. */
  private static double sigmoid(double position) {
    return position >= FAR_BEHIND ? -1 : 2 / (1 + Math.exp(STEEPNESS * position)) - 1;
  }
}
