package fettle.dashboard.series.downsample;

/**
 * Points of one signal. The arrays are not copied: whoever hands them over does not change them.
 *
 * @param t epoch milliseconds, non-decreasing
 * @param v finite values, as many
 */
public record Points(long[] t, double[] v) {

  public Points {
    if (t.length != v.length) {
      throw new IllegalArgumentException(t.length + " times for " + v.length + " values");
    }
  }

  public int size() {
    return t.length;
  }

  Points at(int[] indexes) {
    long[] times = new long[indexes.length];
    double[] values = new double[indexes.length];
    for (int i = 0; i < indexes.length; i++) {
      times[i] = t[indexes[i]];
      values[i] = v[indexes[i]];
    }
    return new Points(times, values);
  }
}
