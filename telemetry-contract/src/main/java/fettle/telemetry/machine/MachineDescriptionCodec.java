package fettle.telemetry.machine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import fettle.telemetry.JsonForm;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * {@link MachineDescription} as JSON, what is not known left out: {@code {"name", "site", "line",
 * "signals": {SIGNAL: {"name", "unit", "low", "high"}}}}.
 */
public final class MachineDescriptionCodec {
  private static final JsonFactory JSON = new JsonFactory();

  private MachineDescriptionCodec() {}

  public static String encode(MachineDescription machine) {
    StringWriter out = new StringWriter(256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      text(json, "name", machine.name());
      text(json, "site", machine.site());
      text(json, "line", machine.line());
      if (!machine.signals().isEmpty()) {
        json.writeObjectFieldStart("signals");
        for (Map.Entry<String, SignalDescription> signal : machine.signals().entrySet()) {
          json.writeFieldName(signal.getKey());
          encode(json, signal.getValue());
        }
        json.writeEndObject();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toString();
  }

  private static void encode(JsonGenerator json, SignalDescription signal) throws IOException {
    json.writeStartObject();
    text(json, "name", signal.name());
    text(json, "unit", signal.unit());
    limit(json, "low", signal.low());
    limit(json, "high", signal.high());
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String name, String value) throws IOException {
    if (!value.isEmpty()) {
      json.writeStringField(name, value);
    }
  }

  private static void limit(JsonGenerator json, String name, double value) throws IOException {
    if (!Double.isNaN(value)) {
      json.writeNumberField(name, value);
    }
  }

  /**
   * Reads a description; fields it does not know are skipped.
   *
   * @throws IllegalArgumentException when the text is none, with the place and the rule, for a
   *     person to read
   */
  public static MachineDescription decode(String text) {
    try (JsonParser json = JSON.createParser(text)) {
      require(json.nextToken(), JsonToken.START_OBJECT, "a machine's description");
      return machine(json);
    } catch (IOException e) {
      throw new IllegalArgumentException("a machine's description is not valid JSON", e);
    }
  }

  private static MachineDescription machine(JsonParser json) throws IOException {
    String name = "";
    String site = "";
    String line = "";
    Map<String, SignalDescription> signals = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      switch (field) {
        case "name" -> name = text(json, field);
        case "site" -> site = text(json, field);
        case "line" -> line = text(json, field);
        case "signals" -> {
          require(value, JsonToken.START_OBJECT, "signals");
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            String signal = json.currentName();
            require(json.nextToken(), JsonToken.START_OBJECT, "signals." + signal);
            signals.put(signal, signal(json, "signals." + signal));
          }
        }
        default -> JsonForm.MACHINE_DESCRIPTION.passOver(json);
      }
    }
    return new MachineDescription(name, site, line, signals);
  }

  private static SignalDescription signal(JsonParser json, String place) throws IOException {
    String name = "";
    String unit = "";
    double low = SignalDescription.NO_LIMIT;
    double high = SignalDescription.NO_LIMIT;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "name" -> name = text(json, place + ".name");
        case "unit" -> unit = text(json, place + ".unit");
        case "low" -> low = limit(json, place + ".low");
        case "high" -> high = limit(json, place + ".high");
        default -> JsonForm.MACHINE_DESCRIPTION.passOver(json);
      }
    }
    try {
      return new SignalDescription(name, unit, low, high);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
    }
  }

  private static String text(JsonParser json, String place) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return "";
    }
    require(json.currentToken(), JsonToken.VALUE_STRING, place);
    return json.getText();
  }

  private static double limit(JsonParser json, String place) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return SignalDescription.NO_LIMIT;
    }
    if (!json.currentToken().isNumeric()) {
      throw new IllegalArgumentException(place + " must be a number");
    }
    return json.getDoubleValue();
  }

  private static void require(JsonToken token, JsonToken wanted, String place) {
    if (token != wanted) {
      throw new IllegalArgumentException(
          place
              + (wanted == JsonToken.VALUE_STRING ? " must be a text" : " must be a JSON object"));
    }
  }
}
