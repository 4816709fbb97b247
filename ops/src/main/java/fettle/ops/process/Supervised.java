package fettle.ops.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One process under supervision, through all its restarts. */
public final class Supervised {
  private final ProcessSpec spec;
  private volatile Process process;

  Supervised(ProcessSpec spec) {
    this.spec = spec;
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
  }

  /** What it was started from. */
  public ProcessSpec spec() {
    return spec;
  }

  /** Its process as it runs now; another one after a restart. */
  public Process process() {
    return process;
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
  }
}
