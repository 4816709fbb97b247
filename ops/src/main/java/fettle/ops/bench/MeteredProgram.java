package fettle.ops.bench;

import fettle.ops.dataset.DatasetCommand;
import fettle.ops.train.TrainCommand;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine;

/** A command in a process of its own, which says at its end what it took. */
final class MeteredProgram {
  static final String USED = "USED ";

  private static final double NANOS = 1e9;
  private static final int SAMPLE_MS = 20;

  private MeteredProgram() {}

  /** What is measured. */
  enum Work {
    DATASET,
    TRAIN,
    /** Reads recordings and nothing more: what no training can do without. */
    READ;

    String argument() {
      return name().toLowerCase(Locale.ROOT);
    }

    private int run(String[] arguments) {
      return switch (this) {
        case DATASET -> new CommandLine(new DatasetCommand()).execute(arguments);
        case TRAIN -> new CommandLine(new TrainCommand()).execute(arguments);
        case READ -> BareRecordings.read(arguments);
      };
    }
  }

  public static void main(String[] arguments) {
    Work work = Work.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    long began = System.nanoTime();
    AtomicLong heap = new AtomicLong();
    int exit;
    try (ScheduledExecutorService samples = Executors.newSingleThreadScheduledExecutor()) {
      samples.scheduleAtFixedRate(
          () -> heap.accumulateAndGet(heapNow(), Math::max), 0, SAMPLE_MS, TimeUnit.MILLISECONDS);
      exit = work.run(Arrays.copyOfRange(arguments, 1, arguments.length));
      samples.shutdownNow();
    }
    double seconds = (System.nanoTime() - began) / NANOS;
    Usage usage = Usage.of(work.argument(), ProcessHandle.current());
    System.out.println(
        USED + seconds + " " + heap + " " + usage.peakKb() + " " + usage.cpu().toMillis());
    System.exit(exit);
  }

  /** Kilobytes, garbage included. */
  private static long heapNow() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 10;
  }
}
