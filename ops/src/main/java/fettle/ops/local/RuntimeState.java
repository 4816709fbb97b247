package fettle.ops.local;

import fettle.ops.process.Life;
import fettle.ops.process.Supervised;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A local runtime as it writes itself down.
 *
 * @param pid its process id
 * @param started when that process began, which tells it from a later one with the same id
 * @param settings what it was started with
 * @param processes what it runs, in the order of their start
 */
public record RuntimeState(
    long pid, Instant started, LocalSettings settings, List<Part> processes) {

  /**
   * One process.
   *
   * @param log where its output goes
   */
  public record Part(String name, Life life, Path log) {
    static Part of(Supervised supervised) {
      return new Part(
          supervised.spec().name(), supervised.life(), supervised.spec().log().toAbsolutePath());
    }
  }

  public RuntimeState {
    processes = List.copyOf(processes);
  }
}
