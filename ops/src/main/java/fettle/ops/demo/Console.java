package fettle.ops.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;

/** What the person at the terminal reads. Safe to use from several threads. */
final class Console {
  private final PrintWriter out;
  private final Instant start = Instant.now();

  Console(PrintWriter out) {
    this.out = out;
  }

  /** One step is done; shows the time since the start. */
  void step(String what) {
    double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
    line("%5.1f s  %s".formatted(seconds, what));
  }

  /** Something that is not as it should be, and goes on nevertheless. */
  void remark(String what) {
    line("  !      " + what);
  }

  /** A line as it is. */
  void line(String text) {
    out.println(text);
    out.flush();
  }
}
