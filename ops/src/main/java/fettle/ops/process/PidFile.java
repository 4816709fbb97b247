package fettle.ops.process;

import fettle.ops.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Remembers which processes were started, so that the next run can end those that a killed one left
 * behind. A line is the process id and its start in epoch milliseconds, which tells it from another
 * process that got the same id later.
 */
public final class PidFile {
  private static final long STOP_SECONDS = 10;

  private final Path file;

  public PidFile(Path file) {
    this.file = file;
  }

  /** Writes down the processes that run now. */
  synchronized void write(List<Supervised> running) {
    StringBuilder text = new StringBuilder();
    for (Supervised supervised : running) {
      startOf(supervised.process().toHandle())
          .ifPresent(
              start ->
                  text.append(supervised.process().pid())
                      .append(' ')
                      .append(start.toEpochMilli())
                      .append('\n'));
    }
    try {
      Path part = file.resolveSibling(file.getFileName() + ".part");
      Files.writeString(part, text, StandardCharsets.UTF_8);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new Failure("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /** Ends the processes of an earlier run that still live; returns how many there were. */
  public int endLeftovers() {
    if (!Files.exists(file)) {
      return 0;
    }
    try {
      List<ProcessHandle> leftovers =
          Files.readAllLines(file, StandardCharsets.UTF_8).stream()
              .map(PidFile::find)
              .flatMap(Optional::stream)
              .toList();
      for (ProcessHandle leftover : leftovers) {
        end(leftover);
      }
      return leftovers.size();
    } catch (IOException e) {
      throw new Failure("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static Optional<ProcessHandle> find(String line) {
    String[] parts = line.split(" ");
    return ProcessHandle.of(Long.parseLong(parts[0]))
        .filter(
            handle ->
                startOf(handle)
                    .map(start -> start.toEpochMilli() == Long.parseLong(parts[1]))
                    .orElse(false));
  }

  private static Optional<Instant> startOf(ProcessHandle handle) {
    return handle.info().startInstant();
  }

  private static void end(ProcessHandle handle) {
    handle.destroy();
    try {
      handle.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      handle.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted while ending process " + handle.pid(), e);
    } catch (ExecutionException e) {
      throw new Failure("process " + handle.pid() + " cannot be ended", e);
    }
  }
}
