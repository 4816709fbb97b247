package fettle.ops.train.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whether a model sees anything at all: what it makes of windows in which one signal, each in turn,
 * is higher by ten of its standard deviations, or by a twentieth of its level where that is more.
 */
final class Jumps {
  private static final int WINDOWS_A_RECORDING = 25;
  private static final double DEVIATIONS = 10;
  private static final double SHARE_OF_LEVEL = 0.05;

  private long tried;
  private long flagged;
  private double flaggedAnyway;

  /** Tries the model on windows of a recording, evenly spaced. */
  void tryOn(OnnxModel model, ScoredRows rows) {
    List<Integer> picked = picked(rows);
    if (picked.isEmpty()) {
      return;
    }
    List<double[][]> windows = picked.stream().map(rows.windows()::window).toList();
    long before = picked.stream().filter(row -> rows.flagged()[row]).count();
    for (int signal = 0; signal < model.facts().spec().signals().size(); signal++) {
      int one = signal;
      double jump = jump(windows, signal);
      for (float score : model.score(windows.stream().map(w -> raised(w, one, jump)).toList())) {
        flagged += model.isAnomalous(score) ? 1 : 0;
      }
      tried += windows.size();
      flaggedAnyway += before;
    }
  }

  private static List<Integer> picked(ScoredRows rows) {
    List<Integer> full = new ArrayList<>();
    for (int row = 0; row < rows.scores().length; row++) {
      if (rows.has(row)) {
        full.add(row);
      }
    }
    List<Integer> picked = new ArrayList<>();
    double step = Math.max(1, (double) full.size() / WINDOWS_A_RECORDING);
    for (double at = 0; at < full.size(); at += step) {
      picked.add(full.get((int) at));
    }
    return picked;
  }

  private static double jump(List<double[][]> windows, int signal) {
    double[] values =
        windows.stream().flatMap(Arrays::stream).mapToDouble(row -> row[signal]).toArray();
    double mean = Arrays.stream(values).average().orElse(0);
    double variance =
        Arrays.stream(values).map(value -> (value - mean) * (value - mean)).average().orElse(0);
    return Math.max(DEVIATIONS * Math.sqrt(variance), SHARE_OF_LEVEL * Math.abs(mean));
  }

  private static double[][] raised(double[][] window, int signal, double jump) {
    double[][] raised = new double[window.length][];
    for (int reading = 0; reading < raised.length; reading++) {
      raised[reading] = window[reading].clone();
      raised[reading][signal] += jump;
    }
    return raised;
  }

  /** Share of jumps seen, beyond what is taken for anomalous anyway; 0 when none was tried. */
  double seen() {
    return tried == 0 ? 0 : (flagged - flaggedAnyway) / tried;
  }
}
