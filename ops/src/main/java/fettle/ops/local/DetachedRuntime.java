package fettle.ops.local;

import fettle.ops.Failure;
import fettle.ops.process.ExitStatus;
import fettle.ops.process.LogTail;
import fettle.ops.process.PidFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The runtime in a process of its own, which goes on when this one has ended. It is found again
 * through what it writes down in its folder.
 */
public final class DetachedRuntime implements RuntimeHost {
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final String HEAP = "192m";

  private final LocalSettings settings;
  private final RuntimeFile file;

  public DetachedRuntime(LocalSettings settings) {
    this.settings = settings;
    this.file = new RuntimeFile(settings.folder());
  }

  @Override
  public Optional<RuntimeState> running() {
    return file.alive();
  }

  @Override
  public void start() throws InterruptedException {
    Process process = launch();
    Instant deadline = Instant.now().plus(START_LIMIT);
    while (running().isEmpty()) {
      if (!process.isAlive() && !isHeldByAnother()) {
        throw new Failure(
            "the local runtime ended with %s; its log ends with:%n%s"
                .formatted(ExitStatus.describe(process.exitValue()), LogTail.of(log())));
      }
      if (Instant.now().isAfter(deadline)) {
        process.destroyForcibly();
        throw new Failure(
            "the local runtime did not start within %d s; see %s"
                .formatted(START_LIMIT.toSeconds(), log()));
      }
      Thread.sleep(POLL);
    }
  }

  /**
   * Whether one that a killed run has started comes up: it has the folder before it is written down
   * that it runs, and no second one starts beside it.
   */
  private boolean isHeldByAnother() {
    Path lock = settings.folder().resolve(LocalRuntime.LOCK);
    if (!Files.exists(lock)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock mine = channel.tryLock()) {
      return mine == null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return true;
    } catch (IOException e) {
      throw new Failure(lock + " cannot be read: " + e.getMessage(), e);
    }
  }

  private Process launch() {
    try {
      Files.createDirectories(settings.logs());
      return new ProcessBuilder(command())
          .redirectInput(new java.io.File("/dev/null"))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
          .start();
    } catch (IOException e) {
      throw new Failure("the local runtime cannot be started: " + e.getMessage(), e);
    }
  }

  private List<String> command() {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", DETACH, "sh"));
    command.addAll(new JavaPrograms(settings.root()).ops("runtime", HEAP));
    command.add("runtime");
    command.addAll(RuntimeCommand.arguments(settings));
    return command;
  }

  /**
   * Away from the terminal, so that Ctrl-C there does not reach it: a session of its own where the
   * system can make one, else at least deaf to what a terminal sends.
   */
  private static final String DETACH =
      "command -v setsid >/dev/null && exec setsid \"$@\"; trap '' INT HUP; exec \"$@\"";

  private Path log() {
    return settings.log("runtime");
  }

  @Override
  public Optional<String> trouble() {
    return running().isPresent()
        ? Optional.empty()
        : Optional.of("the local runtime ended; its log ends with:\n" + LogTail.of(log()));
  }

  @Override
  public void stop() throws InterruptedException {
    Optional<ProcessHandle> process = running().flatMap(RuntimeFile::processOf);
    if (process.isPresent()) {
      process.get().destroy();
      try {
        process.get().onExit().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        process.get().destroyForcibly();
      } catch (ExecutionException e) {
        throw new Failure("process " + process.get().pid() + " cannot be ended", e);
      }
    }
    new PidFile(settings.pids()).endLeftovers();
    file.delete();
  }
}
