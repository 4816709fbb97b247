package fettle.ops.bench;

import fettle.ops.dataset.DatasetCommand;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import picocli.CommandLine;

/** {@code ./fettle dataset} in a process of its own, which says at its end what it took. */
final class DatasetProcess {
  static final String USED = "USED ";

  private static final double NANOS = 1e9;

  private DatasetProcess() {}

  public static void main(String[] arguments) {
    long began = System.nanoTime();
    int exit = new CommandLine(new DatasetCommand()).execute(arguments);
    double seconds = (System.nanoTime() - began) / NANOS;
    long heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(usage -> usage.getUsed())
            .sum();
    Usage usage = Usage.of("dataset", ProcessHandle.current());
    System.out.println(
        USED + seconds + " " + (heap >> 10) + " " + usage.peakKb() + " " + usage.cpu().toMillis());
    System.exit(exit);
  }
}
