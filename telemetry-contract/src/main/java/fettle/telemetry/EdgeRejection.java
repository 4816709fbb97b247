package fettle.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Body of a message of kind {@link MessageKind#REJECTED}: an edge module says which message it
 * could not use and why. The message itself is not repeated.
 *
 * @param reason a short typed name, such as a {@link RejectReason}
 * @param detail one sentence for a person
 * @param machine the machine, or null where it could not be told
 * @param messageId the message's id, or null where it had none
 * @param source the module that rejected it
 */
public record EdgeRejection(
    String reason, String detail, String machine, String messageId, String source) {

  private static final JsonFactory JSON = new JsonFactory();

  /** UTF-8 JSON. */
  public byte[] encode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField(Field.VERSION, TelemetryCodec.VERSION);
      json.writeStringField("reason", reason);
      json.writeStringField("detail", detail);
      json.writeStringField(Field.MACHINE, machine);
      json.writeStringField("messageId", messageId);
      json.writeStringField("source", source);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toByteArray();
  }

  /** Reads a body; empty when it is not one. */
  public static Optional<EdgeRejection> decode(byte[] body) {
    String reason = null;
    String detail = "";
    String machine = null;
    String messageId = null;
    String source = "";
    try (JsonParser json = JSON.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "reason" -> reason = json.getValueAsString();
          case "detail" -> detail = json.getValueAsString("");
          case Field.MACHINE -> machine = json.getValueAsString();
          case "messageId" -> messageId = json.getValueAsString();
          case "source" -> source = json.getValueAsString("");
          default -> JsonForm.EDGE_REJECTION.passOver(json);
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return reason == null
        ? Optional.empty()
        : Optional.of(new EdgeRejection(reason, detail, machine, messageId, source));
  }
}
