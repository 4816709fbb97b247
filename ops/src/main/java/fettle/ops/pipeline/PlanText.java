package fettle.ops.pipeline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints what a run would do: {@code +} create, {@code ~} change, {@code !} differs, {@code =}
 * leave.
 */
public final class PlanText {
  private static final JsonFactory JSON = new JsonFactory();

  private PlanText() {}

  /** For a person: a line a step, details below it, and a count at the end. */
  public static void print(PrintWriter out, Map<String, Finding> plan) {
    int[] counts = new int[3];
    plan.forEach(
        (step, finding) -> {
          switch (finding) {
            case Finding.Create create -> {
              counts[0]++;
              lines(out, '+', step, create.what(), create.settings());
            }
            case Finding.Change change -> {
              counts[1]++;
              lines(out, '~', step, change.what(), change.differences());
            }
            case Finding.Differs differs -> {
              counts[2]++;
              lines(out, '!', step, differs.what(), differs.differences());
            }
            case Finding.Leave leave -> {
              counts[2]++;
              lines(out, '=', step, leave.what(), List.of());
            }
          }
        });
    out.printf(
        Locale.ROOT, "%d to create, %d to change, %d to leave%n", counts[0], counts[1], counts[2]);
    out.flush();
  }

  private static void lines(
      PrintWriter out, char mark, String step, String what, List<String> details) {
    out.printf(Locale.ROOT, "  %c %-22s %s%n", mark, step, what);
    details.forEach(detail -> out.printf(Locale.ROOT, "      %s%n", detail));
  }

  /** For a program: a JSON line a step. */
  public static void printJson(PrintWriter out, Map<String, Finding> plan) {
    plan.forEach(
        (step, finding) -> {
          StringWriter line = new StringWriter();
          try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("step", step);
            JsonLinesListener.write(json, finding);
            json.writeEndObject();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          out.println(line);
        });
    out.flush();
  }
}
