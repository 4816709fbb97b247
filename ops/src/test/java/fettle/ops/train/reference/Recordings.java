package fettle.ops.train.reference;

import fettle.recording.Recording;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Recordings of a machine whose signals follow one slowly varying load, with a little noise. */
public final class Recordings {

  public static final List<String> SIGNALS = List.of("flow", "pressure", "current", "vibration");

  /** From this row on {@link #faulty} shows its fault. */
  public static final int FAULT = 600;

  private Recordings() {}

  public static Recording healthy(int rows, long seed) {
    Random random = new Random(seed);
    double[][] values = new double[SIGNALS.size()][rows];
    long[] times = new long[rows];
    double load = 0;
    for (int row = 0; row < rows; row++) {
      load = 0.9 * load + random.nextGaussian();
      times[row] = 1_700_000_000_000L + 1000L * row;
      values[0][row] = 50 + 3 * load + 0.3 * random.nextGaussian();
      values[1][row] = 1013.25 - 2 * load + 0.2 * random.nextGaussian();
      values[2][row] = 1.5 + 0.1 * load + 0.01 * random.nextGaussian();
      values[3][row] = 0.02 + 0.002 * random.nextGaussian();
    }
    return new Recording(Path.of("healthy.csv"), SIGNALS, times, values, null);
  }

  /** A day later than {@link #healthy}, with the levels of all signals moved by a share of them. */
  public static Recording later(int rows, long seed, double moved) {
    Recording recording = healthy(rows, seed);
    for (int row = 0; row < rows; row++) {
      recording.times()[row] += 86_400_000;
      for (double[] column : recording.values()) {
        column[row] *= 1 + moved;
      }
    }
    return recording;
  }

  /** As {@link #healthy}, but {@code signal} is off by {@code deviation} from {@link #FAULT} on. */
  public static Recording faulty(int rows, long seed, int signal, double deviation) {
    Recording recording = healthy(rows, seed);
    boolean[] labels = new boolean[rows];
    for (int row = FAULT; row < rows; row++) {
      recording.values()[signal][row] += deviation;
      labels[row] = true;
    }
    return new Recording(
        Path.of("faulty.csv"), SIGNALS, recording.times(), recording.values(), labels);
  }
}
