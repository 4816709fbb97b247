package fettle.ops.train.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.ops.process.ExitStatus;
import fettle.ops.train.workspace.JobState;
import fettle.ops.train.workspace.JobState.Phase;
import fettle.ops.train.workspace.WholeFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A job's folder, as the job's process writes it and as others read it: {@code job.json} says what
 * to do, {@code launched.json} which process was started for it, {@code started.json} that it
 * works, {@code ended.json} how it ended, {@code log.txt} what it said, {@code output} what it
 * made. The process holds a lock on {@code lock} as long as it lives: one that dies without a word
 * is known by the lock that the operating system took back, and of two processes started for one
 * job only one works.
 */
public final class JobFolder {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TIME_LIMIT_EXIT = 124;

  private final Path folder;

  /**
   * What to do.
   *
   * @param arguments of {@code ./fettle train}, complete
   * @param timeLimit ISO 8601
   */
  record Order(List<String> arguments, String timeLimit) {}

  /**
   * A process, told by its start from a later one with the same id.
   *
   * @param start epoch milliseconds
   */
  record Running(long pid, long start) {
    static Running of(ProcessHandle process) {
      return new Running(
          process.pid(), process.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
    }

    boolean lives() {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(process -> of(process).start() == start)
          .isPresent();
    }
  }

  /** How it ended. */
  record End(int exitCode, String reason) {}

  /** The work of a job: takes its arguments, gives its exit code. */
  @FunctionalInterface
  public interface Work {
    int run(String[] arguments);
  }

  public JobFolder(Path folder) {
    this.folder = folder;
  }

  Path output() {
    return folder.resolve("output");
  }

  Path log() {
    return folder.resolve("log.txt");
  }

  void order(Order order) throws IOException {
    WholeFiles.write(folder.resolve("job.json"), JSON.writeValueAsBytes(order));
  }

  void launched(ProcessHandle process) throws IOException {
    WholeFiles.write(folder.resolve("launched.json"), JSON.writeValueAsBytes(Running.of(process)));
  }

  /** How far it is; empty when no process was started for it. */
  Optional<JobState> state() throws IOException {
    Optional<JobState> ended = end();
    if (ended.isPresent()) {
      return ended;
    }
    if (isHeld()) {
      return Optional.of(new JobState(Phase.RUNNING, "running"));
    }
    // it may have ended after the first look and before the second
    ended = end();
    if (ended.isPresent()) {
      return ended;
    }
    if (Files.exists(folder.resolve("started.json"))) {
      return Optional.of(new JobState(Phase.FAILED, "its process was killed"));
    }
    Path launched = folder.resolve("launched.json");
    if (!Files.exists(launched)) {
      return Optional.empty();
    }
    return Optional.of(
        JSON.readValue(launched.toFile(), Running.class).lives()
            ? new JobState(Phase.WAITING, "starting")
            : new JobState(Phase.FAILED, "its process died before it began"));
  }

  private Optional<JobState> end() throws IOException {
    Path file = folder.resolve("ended.json");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    End end = JSON.readValue(file.toFile(), End.class);
    return Optional.of(
        end.exitCode() == 0
            ? new JobState(Phase.COMPLETED, "completed")
            : new JobState(Phase.FAILED, end.reason()));
  }

  private boolean isHeld() throws IOException {
    try (FileChannel channel = lockFile()) {
      FileLock lock = channel.tryLock();
      return lock == null;
    }
  }

  private FileChannel lockFile() throws IOException {
    return FileChannel.open(
        folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /**
   * Does the job in this process, unless another has done it: to be called once, from {@code main}.
   *
   * @return the exit code
   */
  public int run(Work work) throws IOException {
    try (FileChannel channel = lockFile();
        FileLock held = channel.lock()) {
      if (!held.isValid() || Files.exists(folder.resolve("started.json"))) {
        return 0;
      }
      WholeFiles.write(
          folder.resolve("started.json"),
          JSON.writeValueAsBytes(Running.of(ProcessHandle.current())));
      Order order = JSON.readValue(folder.resolve("job.json").toFile(), Order.class);
      endAfter(Duration.parse(order.timeLimit()));
      int exitCode = work.run(order.arguments().toArray(String[]::new));
      end(new End(exitCode, ExitStatus.describe(exitCode)));
      return exitCode;
    }
  }

  private void endAfter(Duration limit) {
    Thread.ofPlatform()
        .daemon()
        .name("time-limit")
        .start(
            () -> {
              try {
                Thread.sleep(limit);
                end(new End(TIME_LIMIT_EXIT, "it ran longer than its limit of " + limit));
              } catch (InterruptedException | IOException e) {
                System.err.println("the time limit was reached, and could not be noted: " + e);
              }
              Runtime.getRuntime().halt(TIME_LIMIT_EXIT);
            });
  }

  private synchronized void end(End end) throws IOException {
    if (!Files.exists(folder.resolve("ended.json"))) {
      WholeFiles.write(folder.resolve("ended.json"), JSON.writeValueAsBytes(end));
    }
  }
}
