package fettle.telemetry.store;

import java.util.Arrays;

/**
 * What a machine did within one bucket of time: per signal count, minimum, maximum and sum, and for
 * the bucket the readings, the highest score and the anomalous readings. Mutable, not thread-safe;
 * signals are known by their index in {@link MachineState#signals()}.
 */
public final class Bucket {
  private long[] count;
  private double[] min;
  private double[] max;
  private double[] sum;
  private int signals;
  private long readings;
  private long anomalous;
  private double highestScore = Double.NaN;

  public Bucket(int expectedSignals) {
    allocate(expectedSignals);
  }

  private void allocate(int capacity) {
    count = new long[capacity];
    min = new double[capacity];
    max = new double[capacity];
    sum = new double[capacity];
  }

  /** Counts one reading, whatever signals it has. */
  public void addReading() {
    readings++;
  }

  /** Counts so many readings, whatever signals they have. */
  public void addReadings(int number) {
    readings += number;
  }

  /** Adds the values of a signal from one index (inclusive) to another; NaN is ignored. */
  public void addAll(int signal, double[] values, int from, int to) {
    long n = 0;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    double total = 0;
    for (int i = from; i < to; i++) {
      double value = values[i];
      if (!Double.isNaN(value)) {
        n++;
        low = Math.min(low, value);
        high = Math.max(high, value);
        total += value;
      }
    }
    if (n > 0) {
      put(signal, n, low, high, total);
    }
  }

  /** Adds a value of a signal; NaN (no value) is ignored. */
  public void add(int signal, double value) {
    if (Double.isNaN(value)) {
      return;
    }
    put(signal, 1, value, value, value);
  }

  /** Adds a score (NaN = not scored) and whether the reading was anomalous. */
  public void addScore(double score, boolean anomaly) {
    raiseScore(score);
    if (anomaly) {
      anomalous++;
    }
  }

  /** Adds all of another bucket, of the same machine. */
  public void addAll(Bucket other) {
    for (int s = 0; s < other.signals; s++) {
      if (other.count[s] > 0) {
        put(s, other.count[s], other.min[s], other.max[s], other.sum[s]);
      }
    }
    readings += other.readings;
    anomalous += other.anomalous;
    raiseScore(other.highestScore);
  }

  /**
   * Adds what is known of readings that were summed up elsewhere.
   *
   * @param highest score, NaN when none was scored
   */
  public void addTotals(long number, long ofThemAnomalous, double highest) {
    readings += number;
    anomalous += ofThemAnomalous;
    raiseScore(highest);
  }

  /** Adds values of a signal that were summed up elsewhere: how many, their extremes and sum. */
  public void addValues(int signal, long n, double low, double high, double total) {
    if (n > 0) {
      put(signal, n, low, high, total);
    }
  }

  void put(int signal, long n, double low, double high, double total) {
    if (signal >= count.length) {
      grow(signal + 1);
    }
    signals = Math.max(signals, signal + 1);
    if (count[signal] == 0) {
      min[signal] = low;
      max[signal] = high;
    } else {
      min[signal] = Math.min(min[signal], low);
      max[signal] = Math.max(max[signal], high);
    }
    count[signal] += n;
    sum[signal] += total;
  }

  void putTotals(long allReadings, long anomalousReadings, double score) {
    readings = allReadings;
    anomalous = anomalousReadings;
    highestScore = score;
  }

  private void raiseScore(double score) {
    if (Double.isNaN(highestScore) || score > highestScore) {
      highestScore = score;
    }
  }

  private void grow(int needed) {
    int capacity = Math.max(needed, count.length * 2);
    count = Arrays.copyOf(count, capacity);
    min = Arrays.copyOf(min, capacity);
    max = Arrays.copyOf(max, capacity);
    sum = Arrays.copyOf(sum, capacity);
  }

  /** One more than the highest signal index with a value. */
  public int signals() {
    return signals;
  }

  /** Values of the signal, 0 when it has none here. */
  public long count(int signal) {
    return signal < signals ? count[signal] : 0;
  }

  /** Lowest value, NaN when there is none. */
  public double min(int signal) {
    return count(signal) == 0 ? Double.NaN : min[signal];
  }

  /** Highest value, NaN when there is none. */
  public double max(int signal) {
    return count(signal) == 0 ? Double.NaN : max[signal];
  }

  /** Sum of the values, 0 when there is none. */
  public double sum(int signal) {
    return count(signal) == 0 ? 0 : sum[signal];
  }

  /** Arithmetic mean, NaN when there is no value. */
  public double mean(int signal) {
    return count(signal) == 0 ? Double.NaN : sum[signal] / count[signal];
  }

  /** Readings in the bucket. */
  public long readings() {
    return readings;
  }

  /** Anomalous readings in the bucket. */
  public long anomalous() {
    return anomalous;
  }

  /** Highest score, NaN when no reading was scored. */
  public double highestScore() {
    return highestScore;
  }
}
