package fettle.ops.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a process used between two moments. Memory is known on Linux only.
 *
 * @param name of the part
 * @param cpu processor time
 * @param peakKb highest resident memory so far in kB, 0 where unknown
 */
public record Usage(String name, Duration cpu, long peakKb) {

  /** What the process has used since it began. */
  public static Usage of(String name, ProcessHandle process) {
    Duration cpu = process.info().totalCpuDuration().orElse(Duration.ZERO);
    return new Usage(name, cpu, memory(process.pid(), "VmHWM:").orElse(0L));
  }

  /** The processor time since an earlier moment. */
  public Usage since(Usage before) {
    return new Usage(name, cpu.minus(before.cpu), peakKb);
  }

  /**
   * Memory of a process now, in kB; all 0 where unknown.
   *
   * @param residentKb in memory, whatever it is
   * @param ownKb of it what no file holds: not shared with another process, and not taken back by
   *     the kernel when memory is short
   */
  public record Memory(long residentKb, long ownKb) {
    public static Memory of(long pid) {
      return new Memory(memory(pid, "VmRSS:").orElse(0L), memory(pid, "RssAnon:").orElse(0L));
    }
  }

  private static Optional<Long> memory(long pid, String field) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith(field))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    String memory = peakKb == 0 ? "" : "  peak %,d MB".formatted(peakKb >> 10);
    return "  %-12s %7.1f CPU s%s".formatted(name, cpu.toMillis() / 1000.0, memory);
  }
}
