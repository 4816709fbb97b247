package fettle.ops.pipeline;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Shows a run to a person: a line when something happens, with the time since the start. */
public final class ConsoleListener implements RunListener {
  private final PrintWriter out;
  private final Instant start;

  public ConsoleListener(PrintWriter out, Instant start) {
    this.out = out;
    this.start = start;
  }

  @Override
  public void on(Event event) {
    String line =
        switch (event) {
          case Started started -> null;
          case Working working -> "%s ...".formatted(doing(working.finding()));
          case Said said -> "  " + said.line();
          case Retrying retry ->
              "%s; again in %s (attempt %d)"
                  .formatted(retry.reason(), seconds(retry.pause()), retry.attempt());
          case Done done -> "%s (%s)".formatted(did(done.finding()), seconds(done.took()));
          case Failed failed -> "FAILED: " + failed.reason();
          case Skipped skipped -> "skipped: " + skipped.because();
        };
    if (line != null) {
      out.printf(
          Locale.ROOT,
          "%6.1f s  %-22s %s%n",
          Duration.between(start, event.at()).toMillis() / 1000.0,
          event.step(),
          line);
      out.flush();
    }
  }

  private static String doing(Finding finding) {
    return switch (finding) {
      case Finding.Create create -> "creating " + create.what();
      case Finding.Change change -> "changing " + change.what();
      case Finding.Leave leave -> leave.what();
      case Finding.Differs differs -> differs.what();
    };
  }

  private static String did(Finding finding) {
    return switch (finding) {
      case Finding.Create create -> "created " + create.what();
      case Finding.Change change -> "changed " + change.what();
      case Finding.Leave leave -> "is there: " + leave.what();
      case Finding.Differs differs ->
          "is there, but differs from the config: %s (%s); --apply-changes changes it"
              .formatted(differs.what(), String.join(", ", differs.differences()));
    };
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
