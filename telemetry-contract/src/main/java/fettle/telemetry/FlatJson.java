package fettle.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Reads what is kept as one flat JSON object. */
public final class FlatJson {
  private static final JsonFactory JSON = new JsonFactory();

  private FlatJson() {}

  /**
   * The fields of an object as texts; what is no scalar is passed over.
   *
   * @param what the text is, as errors say it
   * @throws IllegalArgumentException when it is no JSON object
   */
  public static Map<String, String> read(String text, String what) {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException(what + " must be a JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (json.nextToken().isScalarValue()) {
          fields.put(name, json.getText());
        } else {
          json.skipChildren();
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(what + " is not valid JSON", e);
    }
    return fields;
  }

  /**
   * A whole number of such fields; 0 where it is missing.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static long number(Map<String, String> fields, String name) {
    return Long.parseLong(fields.getOrDefault(name, "0"));
  }
}
