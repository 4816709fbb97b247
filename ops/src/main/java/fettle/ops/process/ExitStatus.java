package fettle.ops.process;

import java.util.Map;

/** A process's exit value in words. */
public final class ExitStatus {
  private static final int SIGNAL_BASE = 128;
  private static final Map<Integer, String> SIGNALS =
      Map.of(
          1, "SIGHUP", 2, "SIGINT", 3, "SIGQUIT", 6, "SIGABRT", 9, "SIGKILL", 11, "SIGSEGV", 15,
          "SIGTERM");

  private ExitStatus() {}

  /** Such as {@code exit code 1} or {@code killed by SIGKILL}. */
  public static String describe(int value) {
    String signal = SIGNALS.get(value - SIGNAL_BASE);
    return signal == null ? "exit code " + value : "killed by " + signal;
  }
}
