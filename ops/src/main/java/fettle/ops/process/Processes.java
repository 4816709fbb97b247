package fettle.ops.process;

import java.util.concurrent.TimeUnit;

/** Ends processes that nobody supervises. */
public final class Processes {
  private static final int PATIENCE_SECONDS = 10;

  private Processes() {}

  /** Asks it to end, and ends it when it does not. */
  public static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
