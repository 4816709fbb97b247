package fettle.telemetry.notify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** {@link EndpointStatus} as a flat JSON object. */
public final class EndpointStatusCodec {
  private static final JsonFactory JSON = new JsonFactory();

  private EndpointStatusCodec() {}

  public static String encode(EndpointStatus status) {
    StringWriter out = new StringWriter(256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("endpoint", status.endpoint());
      json.writeStringField("type", status.type());
      json.writeNumberField("pending", status.pending());
      json.writeNumberField("delivered", status.delivered());
      json.writeNumberField("failures", status.failures());
      json.writeNumberField("givenUp", status.givenUp());
      json.writeNumberField("silenced", status.silenced());
      json.writeNumberField("lastDelivered", status.lastDelivered());
      json.writeNumberField("lastFailed", status.lastFailed());
      json.writeStringField("lastFailure", status.lastFailure());
      json.writeNumberField("at", status.at());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toString();
  }

  /**
   * Reads a status; fields it does not know are skipped.
   *
   * @throws IllegalArgumentException when the text is none
   */
  public static EndpointStatus decode(String text) {
    Map<String, String> texts = new HashMap<>();
    Map<String, Long> numbers = new HashMap<>();
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("an endpoint's status must be a JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (value == JsonToken.VALUE_NUMBER_INT) {
          numbers.put(name, json.getLongValue());
        } else if (value == JsonToken.VALUE_STRING) {
          texts.put(name, json.getText());
        } else {
          json.skipChildren();
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("an endpoint's status is not valid JSON", e);
    }
    return new EndpointStatus(
        texts.getOrDefault("endpoint", ""),
        texts.getOrDefault("type", ""),
        numbers.getOrDefault("pending", 0L),
        numbers.getOrDefault("delivered", 0L),
        numbers.getOrDefault("failures", 0L),
        numbers.getOrDefault("givenUp", 0L),
        numbers.getOrDefault("silenced", 0L),
        numbers.getOrDefault("lastDelivered", 0L),
        numbers.getOrDefault("lastFailed", 0L),
        texts.getOrDefault("lastFailure", ""),
        numbers.getOrDefault("at", 0L));
  }
}
