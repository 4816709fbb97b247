package fettle.ops.train.levels;

import java.util.ArrayList;
import java.util.List;
import org.ejml.simple.SimpleMatrix;

/**
 * Signals that others foretell. Where the load of a machine moves several signals together, the
 * level of each one says little, but what is left of it when the others have been taken into
 * account says much.
 *
 * <p>The others' share is a ridge regression on smoothed windows. It is used only where it explains
 * three quarters of a signal's variance in contiguous blocks that it was not fitted on; few windows
 * prove nothing and give none. Signals that drift neither foretell nor are foretold: two that walk
 * at random look related.
 */
final class Association {

  private static final int BLOCKS = 4;
  private static final double LEFT_UNEXPLAINED = 0.25;
  private static final double RIDGE = 0.01;
  private static final int LEAST_WINDOWS_PER_SIGNAL = 10;

  private final List<double[]> windows;
  private final List<Integer> steady;
  private final double[] scale;

  /**
   * @param windows smoothed, so far apart that each says something new
   * @param steady columns that do not drift
   */
  Association(List<double[]> windows, List<Integer> steady) {
    this.windows = windows;
    this.steady = steady;
    this.scale = new double[windows.isEmpty() ? 0 : windows.get(0).length];
    for (int column : steady) {
      double mean = windows.stream().mapToDouble(w -> w[column]).average().orElse(0);
      double squares =
          windows.stream().mapToDouble(w -> (w[column] - mean) * (w[column] - mean)).sum();
      scale[column] = Math.sqrt(squares / windows.size());
    }
  }

  /**
   * For each signal that the others foretell, the factors of all signals in what is left of it: 1
   * for itself, the others' negative.
   *
   * @param owner of a residual, a column
   */
  record Residual(int owner, double[] factors) {}

  List<Residual> residuals() {
    List<Residual> residuals = new ArrayList<>();
    if (steady.size() < 2 || windows.size() < LEAST_WINDOWS_PER_SIGNAL * steady.size()) {
      return residuals;
    }
    for (int target : steady) {
      List<Integer> others =
          steady.stream().filter(column -> column != target && scale[column] > 0).toList();
      if (scale[target] > 0
          && !others.isEmpty()
          && unexplained(target, others) < LEFT_UNEXPLAINED) {
        double[] factors = new double[scale.length];
        double[] coefficients = fit(target, others, windows);
        for (int i = 0; i < others.size(); i++) {
          factors[others.get(i)] = -coefficients[i] * scale[target] / scale[others.get(i)];
        }
        factors[target] = 1;
        residuals.add(new Residual(target, factors));
      }
    }
    return residuals;
  }

  /** Share of the target's variance that is left in blocks held out. */
  private double unexplained(int target, List<Integer> others) {
    double left = 0;
    double whole = 0;
    for (int block = 0; block < BLOCKS; block++) {
      int from = windows.size() * block / BLOCKS;
      int to = windows.size() * (block + 1) / BLOCKS;
      List<double[]> rest = new ArrayList<>(windows.subList(0, from));
      rest.addAll(windows.subList(to, windows.size()));
      double[] coefficients = fit(target, others, rest);
      double targetMean = mean(rest, target);
      double[] means = others.stream().mapToDouble(column -> mean(rest, column)).toArray();
      for (double[] window : windows.subList(from, to)) {
        double off = (window[target] - targetMean) / scale[target];
        double foretold = 0;
        for (int i = 0; i < means.length; i++) {
          int column = others.get(i);
          foretold += coefficients[i] * (window[column] - means[i]) / scale[column];
        }
        left += (off - foretold) * (off - foretold);
        whole += off * off;
      }
    }
    return left / whole;
  }

  /** Coefficients of the standardised others. */
  private double[] fit(int target, List<Integer> others, List<double[]> rows) {
    SimpleMatrix x = new SimpleMatrix(rows.size(), others.size());
    SimpleMatrix y = new SimpleMatrix(rows.size(), 1);
    double targetMean = mean(rows, target);
    for (int i = 0; i < others.size(); i++) {
      int column = others.get(i);
      double mean = mean(rows, column);
      for (int row = 0; row < rows.size(); row++) {
        x.set(row, i, (rows.get(row)[column] - mean) / scale[column]);
      }
    }
    for (int row = 0; row < rows.size(); row++) {
      y.set(row, 0, (rows.get(row)[target] - targetMean) / scale[target]);
    }
    SimpleMatrix normal =
        x.transpose().mult(x).plus(SimpleMatrix.identity(others.size()).scale(RIDGE * rows.size()));
    return normal.solve(x.transpose().mult(y)).getDDRM().getData().clone();
  }

  private static double mean(List<double[]> rows, int column) {
    return rows.stream().mapToDouble(row -> row[column]).average().orElse(0);
  }
}
