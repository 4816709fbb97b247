package fettle.telemetry.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import fettle.telemetry.JsonForm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A message that was not rolled up, and why: an entry of {@link StoreKeys#rejected()}.
 *
 * @param partition Kafka partition
 * @param offset its offset there
 * @param device device id as stamped by the hub, empty when the hub stamped none
 * @param module module id as stamped, empty for a device's own message
 * @param reason typed reason
 * @param detail one sentence for a person
 * @param at when the gateway took it, epoch milliseconds
 * @param size body size in bytes
 */
public record RejectedMessage(
    int partition,
    long offset,
    String device,
    String module,
    String reason,
    String detail,
    long at,
    int size) {

  private static final JsonFactory JSON = new JsonFactory();

  /** UTF-8 JSON. */
  public byte[] encode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("partition", partition);
      json.writeNumberField("offset", offset);
      json.writeStringField("device", device);
      json.writeStringField("module", module);
      json.writeStringField("reason", reason);
      json.writeStringField("detail", detail);
      json.writeNumberField("at", at);
      json.writeNumberField("size", size);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toByteArray();
  }

  /**
   * Reads an entry.
   *
   * @throws IllegalArgumentException when the bytes are not one
   */
  public static RejectedMessage decode(byte[] bytes) {
    int partition = 0;
    long offset = 0;
    String device = "";
    String module = "";
    String reason = "";
    String detail = "";
    long at = 0;
    int size = 0;
    try (JsonParser json = JSON.createParser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("a rejected message must be a JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "partition" -> partition = json.getValueAsInt();
          case "offset" -> offset = json.getValueAsLong();
          case "device" -> device = json.getValueAsString("");
          case "module" -> module = json.getValueAsString("");
          case "reason" -> reason = json.getValueAsString("");
          case "detail" -> detail = json.getValueAsString("");
          case "at" -> at = json.getValueAsLong();
          case "size" -> size = json.getValueAsInt();
          default -> JsonForm.REJECTED_MESSAGE.passOver(json);
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("a rejected message is not valid JSON", e);
    }
    return new RejectedMessage(partition, offset, device, module, reason, detail, at, size);
  }
}
