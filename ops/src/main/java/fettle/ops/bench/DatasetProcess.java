package fettle.ops.bench;

import fettle.ops.dataset.DatasetCommand;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine;

/** {@code ./fettle dataset} in a process of its own, which says at its end what it took. */
final class DatasetProcess {
  static final String USED = "USED ";

  private static final double NANOS = 1e9;
  private static final int SAMPLE_MS = 20;

  private DatasetProcess() {}

  public static void main(String[] arguments) {
    long began = System.nanoTime();
    AtomicLong heap = new AtomicLong();
    int exit;
    try (ScheduledExecutorService samples = Executors.newSingleThreadScheduledExecutor()) {
      samples.scheduleAtFixedRate(
          () -> heap.accumulateAndGet(heapNow(), Math::max), 0, SAMPLE_MS, TimeUnit.MILLISECONDS);
      exit = new CommandLine(new DatasetCommand()).execute(arguments);
      samples.shutdownNow();
    }
    double seconds = (System.nanoTime() - began) / NANOS;
    Usage usage = Usage.of("dataset", ProcessHandle.current());
    System.out.println(
        USED + seconds + " " + heap + " " + usage.peakKb() + " " + usage.cpu().toMillis());
    System.exit(exit);
  }

  /** Kilobytes, garbage included. */
  private static long heapNow() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 10;
  }
}
