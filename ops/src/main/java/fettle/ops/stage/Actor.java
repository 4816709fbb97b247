package fettle.ops.stage;

import fettle.ops.Failure;
import fettle.ops.process.Processes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A program on a stage, as a process of its own. */
public final class Actor implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);

  private final StagedProgram program;
  private final Process process;
  private final Signs signs;
  private final InetSocketAddress address;
  private final Path folder;

  private Actor(
      StagedProgram program, Process process, Signs signs, InetSocketAddress address, Path folder) {
    this.program = program;
    this.process = process;
    this.signs = signs;
    this.address = address;
    this.folder = folder;
  }

  /**
   * Puts a program on a stage.
   *
   * @param folder for what it writes, its log among it
   */
  public static Actor start(Stage stage, StagedProgram program, List<String> command, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    builder.environment().putAll(stage.environment(program, folder));
    return new Actor(
        program, builder.start(), Signs.of(stage, program), stage.address(program), folder);
  }

  /** What it has done so far: messages, steps, or frames to its viewers. */
  public long signs() {
    return signs.count();
  }

  /** Whether it is there for probes: its start is over. */
  public boolean isListening() {
    try (Socket socket = new Socket()) {
      socket.connect(address);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  /** Waits until it has done so much. */
  public void awaitSigns(long wanted) {
    await("do %d, having done %d".formatted(wanted, signs()), () -> signs() >= wanted);
  }

  /**
   * Waits, looking every other millisecond, unless the process ends.
   *
   * @param what it is to do
   */
  public void await(String what, BooleanSupplier done) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new Failure("%s does not %s; see %s".formatted(program.project(), what, folder));
      }
      requireAlive(2, TimeUnit.MILLISECONDS);
    }
  }

  /** Waits for a time that is part of a measurement, unless the process ends within it. */
  public void pause(int seconds) {
    requireAlive(seconds, TimeUnit.SECONDS);
  }

  private void requireAlive(long time, TimeUnit unit) {
    if (waitFor(time, unit)) {
      throw new Failure(
          "%s ended with %d; see %s".formatted(program.project(), process.exitValue(), folder));
    }
  }

  private boolean waitFor(long time, TimeUnit unit) {
    try {
      return process.waitFor(time, unit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted", e);
    }
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Asks it to end. */
  public void interrupt() {
    process.destroy();
  }

  /** Waits until it has ended by itself, with all that it does at its end. */
  public void awaitEnd(int seconds) {
    if (!waitFor(seconds, TimeUnit.SECONDS)) {
      throw new Failure(
          "%s did not end within %d s; see %s".formatted(program.project(), seconds, folder));
    }
  }

  @Override
  public void close() {
    signs.close();
    Processes.end(process);
  }
}
