package fettle.ops.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Recordings of machines whose signals follow one slowly varying load; one row in twenty belongs to
 * a labelled fault of the first signal.
 *
 * @param rows of all recordings together
 * @param machines a recording each
 */
record RecordingMaker(long rows, int machines) {
  static final int SIGNALS = 8;

  private static final long ORIGIN = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final int INTERVAL_MS = 1_000;
  private static final int FAULT_ROWS = 100;
  private static final int FAULT_EVERY = 20;

  List<Path> make(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    for (int machine = 0; machine < machines; machine++) {
      Path file = folder.resolve("m-" + machine + ".csv");
      try (BufferedWriter out = Files.newBufferedWriter(file)) {
        write(out, new SplittableRandom(machine));
      }
      files.add(file);
    }
    return files;
  }

  private void write(BufferedWriter out, SplittableRandom random) throws IOException {
    out.write("time");
    for (int signal = 0; signal < SIGNALS; signal++) {
      out.write(",signal-" + signal);
    }
    out.write(",anomaly\n");
    double load = 0;
    for (long row = 0; row < rows / machines; row++) {
      boolean faulty = row / FAULT_ROWS % FAULT_EVERY == FAULT_EVERY - 1;
      load = 0.9 * load + random.nextGaussian();
      out.write(Long.toString(ORIGIN + row * INTERVAL_MS));
      for (int signal = 0; signal < SIGNALS; signal++) {
        double level = 50 + load * (signal + 1) + random.nextGaussian();
        double fault = faulty && signal == 0 ? 20 : 0;
        out.write(String.format(Locale.ROOT, ",%.3f", level + fault));
      }
      out.write(faulty ? ",1\n" : ",0\n");
    }
  }
}
