package fettle.ops.pipeline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A run as JSON lines for programs: {@code at}, {@code pipeline}, {@code step}, {@code event} and
 * what belongs to the event. One line an event, nothing else.
 */
public final class JsonLinesListener implements RunListener {
  private static final JsonFactory JSON = new JsonFactory();

  private final PrintWriter out;
  private final String pipeline;

  public JsonLinesListener(PrintWriter out, String pipeline) {
    this.out = out;
    this.pipeline = pipeline;
  }

  @Override
  public void on(Event event) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("at", event.at().toString());
      json.writeStringField("pipeline", pipeline);
      json.writeStringField("step", event.step());
      write(json, event);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.println(line);
    out.flush();
  }

  private static void write(JsonGenerator json, Event event) throws IOException {
    switch (event) {
      case Started started -> {
        json.writeStringField("event", "started");
        json.writeNumberField("attempt", started.attempt());
      }
      case Working working -> {
        json.writeStringField("event", "working");
        write(json, working.finding());
      }
      case Said said -> {
        json.writeStringField("event", "said");
        json.writeStringField("line", said.line());
      }
      case Retrying retrying -> {
        json.writeStringField("event", "retrying");
        json.writeNumberField("attempt", retrying.attempt());
        json.writeNumberField("pauseMs", retrying.pause().toMillis());
        json.writeStringField("reason", retrying.reason());
      }
      case Done done -> {
        json.writeStringField("event", "done");
        write(json, done.finding());
        json.writeNumberField("tookMs", done.took().toMillis());
      }
      case Failed failed -> {
        json.writeStringField("event", "failed");
        json.writeStringField("reason", failed.reason());
      }
      case Skipped skipped -> {
        json.writeStringField("event", "skipped");
        json.writeStringField("reason", skipped.because());
      }
    }
  }

  /** A finding's fields: {@code action}, {@code what} and its {@code details}. */
  static void write(JsonGenerator json, Finding finding) throws IOException {
    List<String> details =
        switch (finding) {
          case Finding.Create create -> create.settings();
          case Finding.Change change -> change.differences();
          case Finding.Differs differs -> differs.differences();
          case Finding.Leave leave -> List.of();
        };
    json.writeStringField("action", action(finding));
    json.writeStringField("what", finding.what());
    if (!details.isEmpty()) {
      json.writeFieldName("details");
      json.writeArray(details.toArray(String[]::new), 0, details.size());
    }
  }

  private static String action(Finding finding) {
    return switch (finding) {
      case Finding.Create create -> "create";
      case Finding.Change change -> "change";
      case Finding.Leave leave -> "leave";
      case Finding.Differs differs -> "differs";
    };
  }
}
