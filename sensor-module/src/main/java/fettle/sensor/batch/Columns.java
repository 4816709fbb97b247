package fettle.sensor.batch;

import fettle.sensor.buffer.Mark;
import fettle.telemetry.TelemetryBatch;
import java.util.Arrays;
import java.util.List;

/**
 * The readings of a batch that is being filled. Grows to the batch's size and is then used again.
 */
final class Columns {
  private static final int FIRST_CAPACITY = 16;

  private final List<String> signals;
  private final double[][] values;
  private long[] times = new long[FIRST_CAPACITY];
  private Mark[] marks = new Mark[FIRST_CAPACITY];
  private int count;

  Columns(List<String> signals) {
    this.signals = List.copyOf(signals);
    this.values = new double[signals.size()][FIRST_CAPACITY];
  }

  /**
   * @param mark how far the source has come with this reading
   */
  void add(long time, double[] reading, Mark mark) {
    if (count == times.length) {
      grow();
    }
    times[count] = time;
    marks[count] = mark;
    for (int signal = 0; signal < values.length; signal++) {
      double value = reading[signal];
      values[signal][count] = Double.isInfinite(value) ? Double.NaN : value;
    }
    count++;
  }

  private void grow() {
    int capacity = 2 * times.length;
    times = Arrays.copyOf(times, capacity);
    marks = Arrays.copyOf(marks, capacity);
    for (int signal = 0; signal < values.length; signal++) {
      values[signal] = Arrays.copyOf(values[signal], capacity);
    }
  }

  int count() {
    return count;
  }

  boolean isEmpty() {
    return count == 0;
  }

  long lastTime() {
    return times[count - 1];
  }

  Mark markAt(int reading) {
    return marks[reading];
  }

  /** A batch of the readings from one on up to another, in arrays of its own. */
  TelemetryBatch batch(String machine, String session, long seq, int from, int to) {
    double[][] part = new double[values.length][];
    for (int signal = 0; signal < values.length; signal++) {
      part[signal] = Arrays.copyOfRange(values[signal], from, to);
    }
    return new TelemetryBatch(
        machine, session, seq, Arrays.copyOfRange(times, from, to), signals, part, null);
  }

  void clear() {
    count = 0;
  }
}
