package fettle.ops.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** One process under supervision, through all its restarts. */
public final class Supervised {
  private final ProcessSpec spec;
  private final RestartPolicy policy;
  private volatile Process process;
  private volatile Life life;

  Supervised(ProcessSpec spec, RestartPolicy policy) {
    this.spec = spec;
    this.policy = policy;
  }

  void launch() {
    ProcessBuilder builder =
        new ProcessBuilder(spec.command())
            .directory(spec.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
    builder.environment().putAll(spec.environment());
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + spec.name() + ": " + e.getMessage(), e);
    }
    Instant now = Instant.now();
    life = life == null ? Life.first(process.pid(), now) : life.again(process.pid(), now);
  }

  /** What it was started from. */
  public ProcessSpec spec() {
    return spec;
  }

  /** What becomes of it when it ends. */
  public RestartPolicy policy() {
    return policy;
  }

  /** Its process as it runs now; another one after a restart. */
  public Process process() {
    return process;
  }

  /** How it is doing. */
  public Life life() {
    return life;
  }

  void ended(Life.Phase then, int exitCode) {
    life = life.died(then, exitCode, Instant.now());
  }

  /** Asks it to end and does not wait. */
  void askToStop() {
    process.destroy();
  }

  /** Asks it to end, and ends it by force when it does not within the time. */
  void stop(Duration grace) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly().waitFor();
    }
    ended(Life.Phase.STOPPED, process.exitValue());
  }
}
