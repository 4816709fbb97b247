package fettle.telemetry.pipeline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import fettle.telemetry.JsonForm;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * Somebody wants a pipeline to run: a field of {@link PipelineKeys#REQUESTS}.
 *
 * @param id unique
 * @param by who asks: a person, {@code schedule}, or {@code rule: } with its reason
 * @param at when, epoch milliseconds
 * @param attempts how often a worker has begun with it; more than one after a worker died at it
 */
public record PipelineRequest(String id, String by, long at, int attempts) {
  /** Characters of {@code by}; more are cut off. */
  public static final int LONGEST_BY = 64;

  private static final JsonFactory JSON = new JsonFactory();

  public PipelineRequest {
    by = by.length() > LONGEST_BY ? by.substring(0, LONGEST_BY) : by;
  }

  /** The same, begun once more. */
  public PipelineRequest begun() {
    return new PipelineRequest(id, by, at, attempts + 1);
  }

  /** JSON. */
  public String encode() {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("id", id);
      json.writeStringField("by", by);
      json.writeNumberField("at", at);
      json.writeNumberField("attempts", attempts);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toString();
  }

  /**
   * @throws IllegalArgumentException when the text is no request
   */
  public static PipelineRequest decode(String text) {
    String id = "";
    String by = "";
    long at = 0;
    int attempts = 0;
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("a pipeline request must be a JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "id" -> id = json.getValueAsString("");
          case "by" -> by = json.getValueAsString("");
          case "at" -> at = json.getValueAsLong();
          case "attempts" -> attempts = json.getValueAsInt();
          default -> JsonForm.PIPELINE_REQUEST.passOver(json);
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("a pipeline request is not valid JSON", e);
    }
    if (id.isEmpty()) {
      throw new IllegalArgumentException("a pipeline request must have an id");
    }
    return new PipelineRequest(id, by, at, attempts);
  }
}
