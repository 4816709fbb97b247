package fettle.sensor.batch;

import fettle.sensor.buffer.Mark;
import fettle.sensor.buffer.Tally;
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

  /** How far the source had come with each reading: columns too, an object a reading is garbage. */
  private long[] read = new long[FIRST_CAPACITY];

  private long[] skipped = new long[FIRST_CAPACITY];
  private long[] positions = new long[FIRST_CAPACITY];
  private int count;

  Columns(List<String> signals) {
    this.signals = List.copyOf(signals);
    this.values = new double[signals.size()][FIRST_CAPACITY];
  }

  /**
   * @param tally how far the source has come with this reading
   */
  void add(long time, double[] reading, Tally tally) {
    if (count == times.length) {
      grow();
    }
    times[count] = time;
    read[count] = tally.read();
    skipped[count] = tally.skipped();
    positions[count] = tally.position();
    for (int signal = 0; signal < values.length; signal++) {
      double value = reading[signal];
      values[signal][count] = Double.isInfinite(value) ? Double.NaN : value;
    }
    count++;
  }

  private void grow() {
    int capacity = 2 * times.length;
    times = Arrays.copyOf(times, capacity);
    read = Arrays.copyOf(read, capacity);
    skipped = Arrays.copyOf(skipped, capacity);
    positions = Arrays.copyOf(positions, capacity);
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
    return new Mark(read[reading], skipped[reading], positions[reading]);
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
