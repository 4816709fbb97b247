package fettle.telemetry.pipeline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import fettle.telemetry.JsonForm;
import fettle.telemetry.pipeline.PipelineRun.Status;
import fettle.telemetry.pipeline.PipelineRun.Step;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** {@link PipelineRun} as JSON; what is {@code null} is left out. */
public final class PipelineRunCodec {
  private static final JsonFactory JSON = new JsonFactory();

  private PipelineRunCodec() {}

  public static String encode(PipelineRun run) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("id", run.id());
      json.writeStringField("pipeline", run.pipeline());
      json.writeStringField("environment", run.environment());
      json.writeStringField("target", run.target());
      text(json, "by", run.by());
      json.writeNumberField("started", run.started());
      time(json, "ended", run.ended());
      json.writeNumberField("seen", run.seen());
      text(json, "error", run.error());
      json.writeArrayFieldStart("steps");
      for (Step step : run.steps()) {
        encode(json, step);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toString();
  }

  private static void encode(JsonGenerator json, Step step) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", step.id());
    json.writeStringField("status", step.status().name());
    text(json, "result", step.result());
    text(json, "what", step.what());
    time(json, "started", step.started());
    time(json, "ended", step.ended());
    json.writeNumberField("attempts", step.attempts());
    text(json, "error", step.error());
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String name, String value) throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  private static void time(JsonGenerator json, String name, Long value) throws IOException {
    if (value != null) {
      json.writeNumberField(name, value);
    }
  }

  /**
   * @throws IllegalArgumentException when the text is no run
   */
  public static PipelineRun decode(String text) {
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("a pipeline run must be a JSON object");
      }
      return run(json);
    } catch (IOException e) {
      throw new IllegalArgumentException("a pipeline run is not valid JSON", e);
    }
  }

  private static PipelineRun run(JsonParser json) throws IOException {
    String id = "";
    String pipeline = "";
    String environment = "";
    String target = "";
    String by = null;
    long started = 0;
    Long ended = null;
    long seen = 0;
    String error = null;
    List<Step> steps = new ArrayList<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "id" -> id = json.getValueAsString("");
        case "pipeline" -> pipeline = json.getValueAsString("");
        case "environment" -> environment = json.getValueAsString("");
        case "target" -> target = json.getValueAsString("");
        case "by" -> by = json.getValueAsString();
        case "started" -> started = json.getValueAsLong();
        case "ended" -> ended = json.getValueAsLong();
        case "seen" -> seen = json.getValueAsLong();
        case "error" -> error = json.getValueAsString();
        case "steps" -> {
          require(value, JsonToken.START_ARRAY, "steps must be an array");
          while (json.nextToken() != JsonToken.END_ARRAY) {
            require(json.currentToken(), JsonToken.START_OBJECT, "a step must be an object");
            steps.add(step(json));
          }
        }
        default -> JsonForm.PIPELINE_RUN.passOver(json);
      }
    }
    return new PipelineRun(
        id, pipeline, environment, target, by, started, ended, seen, error, steps);
  }

  private static Step step(JsonParser json) throws IOException {
    String id = "";
    Status status = Status.WAITING;
    String result = null;
    String what = null;
    Long started = null;
    Long ended = null;
    int attempts = 0;
    String error = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "id" -> id = json.getValueAsString("");
        case "status" -> status = Status.fromName(json.getValueAsString(""));
        case "result" -> result = json.getValueAsString();
        case "what" -> what = json.getValueAsString();
        case "started" -> started = json.getValueAsLong();
        case "ended" -> ended = json.getValueAsLong();
        case "attempts" -> attempts = json.getValueAsInt();
        case "error" -> error = json.getValueAsString();
        default -> JsonForm.PIPELINE_RUN.passOver(json);
      }
    }
    return new Step(id, status, result, what, started, ended, attempts, error);
  }

  private static void require(JsonToken token, JsonToken wanted, String rule) {
    if (token != wanted) {
      throw new IllegalArgumentException("a pipeline run: " + rule);
    }
  }
}
