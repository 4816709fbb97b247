package fettle.ops.pipeline;

import fettle.ops.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who runs a pipeline of an environment: one file a pipeline, locked as long as a run goes on, so
 * that the operating system takes the right to run back when the process dies.
 *
 * <p>Closing any channel of a file gives back all locks that the process has on it. So a file that
 * this process holds is never opened again.
 */
final class PipelineLocks {
  /** Somebody who only asks whether it is held has it locked for an instant. */
  private static final int TRIES = 10;

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);

  private static final ReentrantLock OPENING = new ReentrantLock();
  private static final Set<Path> HELD_HERE = new HashSet<>();

  private final Path folder;

  PipelineLocks(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** The right to run a pipeline. */
  record Hold(Path file, FileChannel channel) implements AutoCloseable {
    @Override
    public void close() {
      OPENING.lock();
      try {
        channel.close();
        HELD_HERE.remove(file);
      } catch (IOException e) {
        throw new Failure("the lock of a pipeline cannot be given back: " + e.getMessage(), e);
      } finally {
        OPENING.unlock();
      }
    }
  }

  /**
   * @throws Failure when somebody else has it
   */
  Hold hold(String pipeline) {
    Path file = file(pipeline);
    try {
      Files.createDirectories(folder);
      for (int tries = 1; tries <= TRIES; tries++) {
        Optional<Hold> hold = tryHold(file);
        if (hold.isPresent()) {
          return hold.get();
        }
        Thread.sleep(BETWEEN_TRIES);
      }
    } catch (IOException e) {
      throw new Failure(folder + " cannot be written: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("was interrupted before '%s' began".formatted(pipeline), e);
    }
    throw new Failure(
        "another process runs '%s' for this environment; wait for its end (it holds %s)"
            .formatted(pipeline, file));
  }

  private static Optional<Hold> tryHold(Path file) throws IOException {
    OPENING.lock();
    try {
      if (HELD_HERE.contains(file)) {
        return Optional.empty();
      }
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        return Optional.empty();
      }
      HELD_HERE.add(file);
      return Optional.of(new Hold(file, channel));
    } finally {
      OPENING.unlock();
    }
  }

  /** Whether somebody runs a pipeline now. */
  boolean isHeld(String pipeline) {
    Path file = file(pipeline);
    OPENING.lock();
    try {
      if (HELD_HERE.contains(file)) {
        return true;
      }
      if (!Files.isRegularFile(file)) {
        return false;
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
          FileLock lock = channel.tryLock()) {
        return lock == null;
      }
    } catch (IOException e) {
      throw new Failure(file + " cannot be read: " + e.getMessage(), e);
    } finally {
      OPENING.unlock();
    }
  }

  private Path file(String pipeline) {
    return folder.resolve(pipeline + ".lock");
  }
}
