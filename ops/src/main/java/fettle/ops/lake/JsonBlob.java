package fettle.ops.lake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;

/**
 * IoT Hub's messages as a JSON object a line: {@code Body} is the message's own JSON, taken byte by
 * byte as it stands there, or base64.
 */
final class JsonBlob {
  private static final JsonFactory JSON = new JsonFactory();

  /** A body of 256 KB in base64 with 64 KB of properties is far below. */
  private static final int LONGEST_LINE = 4 << 20;

  private JsonBlob() {}

  static void read(Path file, BlobMessage.Sink sink) throws IOException, DamagedBlobException {
    try (Lines lines = Lines.of(file, LONGEST_LINE)) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        sink.take(message(line, lines.number()));
      }
      if (lines.number() == 0) {
        throw new DamagedBlobException("it is empty");
      }
    }
  }

  private static BlobMessage message(byte[] line, long number)
      throws IOException, DamagedBlobException {
    try (JsonParser json = JSON.createParser(line)) {
      String[] stamps = {"", ""};
      String kind = "";
      byte[] body = null;
      require(json.nextToken() == JsonToken.START_OBJECT, number);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "SystemProperties" ->
              stamps = values(json, SystemProperty.DEVICE, SystemProperty.MODULE);
          case "Properties" -> kind = values(json, SystemProperty.KIND)[0];
          case "Body" -> body = body(json, line);
          default -> json.skipChildren();
        }
      }
      require(json.nextToken() == null && body != null, number);
      return new BlobMessage(stamps[0], stamps[1], kind, body);
    } catch (JsonProcessingException e) {
      throw notAMessage(number, e);
    }
  }

  private static String[] values(JsonParser json, String... names) throws IOException {
    String[] values = new String[names.length];
    Arrays.fill(values, "");
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return values;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      int found = Arrays.asList(names).indexOf(json.currentName());
      json.nextToken();
      if (found >= 0 && json.currentToken().isScalarValue()) {
        values[found] = json.getText();
      } else {
        json.skipChildren();
      }
    }
    return values;
  }

  private static byte[] body(JsonParser json, byte[] line) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      String text = json.getText();
      try {
        return Base64.getDecoder().decode(text);
      } catch (IllegalArgumentException notBase64) {
        // as it is: the message's decoder says what is wrong with it
        return text.getBytes(StandardCharsets.UTF_8);
      }
    }
    int from = (int) json.currentTokenLocation().getByteOffset();
    json.skipChildren();
    return Arrays.copyOfRange(line, from, (int) json.currentLocation().getByteOffset());
  }

  private static void require(boolean holds, long number) throws DamagedBlobException {
    if (!holds) {
      throw notAMessage(number, null);
    }
  }

  private static DamagedBlobException notAMessage(long number, Exception cause) {
    return new DamagedBlobException(
        "line %d is not a message of an IoT hub, or not whole yet".formatted(number), cause);
  }
}
