package fettle.gateway.notify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import fettle.gateway.notify.Event.Type;
import fettle.telemetry.JsonForm;
import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.alarm.AlarmCodec;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** {@link AlarmEvent} as JSON, as it waits in the store. */
public final class AlarmEventCodec {
  private static final JsonFactory JSON = new JsonFactory();

  private AlarmEventCodec() {}

  public static String encode(AlarmEvent event) {
    StringWriter out = new StringWriter(512);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("type", event.type().wire());
      json.writeStringField("name", event.name());
      json.writeStringField("site", event.site());
      writeSignals(json, event);
      json.writeNumberField("at", event.at());
      json.writeFieldName("alarm");
      AlarmCodec.write(json, event.alarm());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toString();
  }

  /** What people call signals, where there is a name. */
  static void writeSignals(JsonGenerator json, AlarmEvent event) throws IOException {
    if (event.signals().isEmpty()) {
      return;
    }
    json.writeObjectFieldStart("signals");
    for (Map.Entry<String, String> signal : new TreeMap<>(event.signals()).entrySet()) {
      json.writeStringField(signal.getKey(), signal.getValue());
    }
    json.writeEndObject();
  }

  /**
   * Reads an event; fields it does not know are skipped.
   *
   * @throws IllegalArgumentException when the text is none
   */
  public static AlarmEvent decode(String text) {
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("an alarm's event must be a JSON object");
      }
      return event(json);
    } catch (IOException e) {
      throw new IllegalArgumentException("an alarm's event is not valid JSON", e);
    }
  }

  private static AlarmEvent event(JsonParser json) throws IOException {
    String type = "";
    String name = "";
    String site = "";
    Map<String, String> signals = Map.of();
    long at = 0;
    Alarm alarm = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "type" -> type = json.getValueAsString("");
        case "name" -> name = json.getValueAsString("");
        case "site" -> site = json.getValueAsString("");
        case "signals" -> signals = signals(json);
        case "at" -> at = json.getValueAsLong();
        case "alarm" -> alarm = AlarmCodec.alarm(json);
        default -> JsonForm.ALARM_EVENT.passOver(json);
      }
    }
    if (alarm == null) {
      throw new IllegalArgumentException("an alarm's event has no alarm");
    }
    return new AlarmEvent(
        Type.valueOf(type.toUpperCase(Locale.ROOT)), alarm, name, site, signals, at);
  }

  private static Map<String, String> signals(JsonParser json) throws IOException {
    Map<String, String> signals = new HashMap<>();
    if (!json.isExpectedStartObjectToken()) {
      json.skipChildren();
      return signals;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String signal = json.currentName();
      if (json.nextToken().isScalarValue()) {
        signals.put(signal, json.getText());
      } else {
        json.skipChildren();
      }
    }
    return signals;
  }
}
