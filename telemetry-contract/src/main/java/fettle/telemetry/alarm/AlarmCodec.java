package fettle.telemetry.alarm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import fettle.telemetry.MachineId;
import fettle.telemetry.alarm.Alarm.Share;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@link Alarm} as UTF-8 JSON; a time that has not come, and a score that is none, are left out.
 */
public final class AlarmCodec {
  private static final JsonFactory JSON = new JsonFactory();

  private AlarmCodec() {}

  public static byte[] encode(Alarm alarm) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(320);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("device", alarm.machine().device());
      json.writeStringField("machine", alarm.machine().machine());
      json.writeStringField("model", alarm.model());
      json.writeNumberField("first", alarm.first());
      json.writeNumberField("raised", alarm.raised());
      json.writeNumberField("last", alarm.last());
      if (!alarm.isOpen()) {
        json.writeNumberField("cleared", alarm.cleared());
      }
      if (!Double.isNaN(alarm.peak())) {
        json.writeNumberField("peak", alarm.peak());
      }
      json.writeArrayFieldStart("shares");
      for (Share share : alarm.shares()) {
        json.writeStartObject();
        json.writeStringField("signal", share.signal());
        json.writeNumberField("share", share.share());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toByteArray();
  }

  /**
   * Reads an alarm; fields it does not know are skipped.
   *
   * @throws IllegalArgumentException when the bytes are none
   */
  public static Alarm decode(byte[] bytes) {
    try (JsonParser json = JSON.createParser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("an alarm must be a JSON object");
      }
      return alarm(json);
    } catch (IOException e) {
      throw new IllegalArgumentException("an alarm is not valid JSON", e);
    }
  }

  private static Alarm alarm(JsonParser json) throws IOException {
    String device = "";
    String machine = "";
    String model = "";
    long first = 0;
    long raised = 0;
    long last = 0;
    long cleared = Alarm.OPEN;
    double peak = Double.NaN;
    List<Share> shares = new ArrayList<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "device" -> device = json.getValueAsString("");
        case "machine" -> machine = json.getValueAsString("");
        case "model" -> model = json.getValueAsString("");
        case "first" -> first = json.getValueAsLong();
        case "raised" -> raised = json.getValueAsLong();
        case "last" -> last = json.getValueAsLong();
        case "cleared" -> cleared = json.getValueAsLong();
        case "peak" -> peak = json.getValueAsDouble();
        case "shares" -> {
          require(value, JsonToken.START_ARRAY, "shares must be an array");
          while (json.nextToken() != JsonToken.END_ARRAY) {
            require(json.currentToken(), JsonToken.START_OBJECT, "a share must be an object");
            shares.add(share(json));
          }
        }
        default -> json.skipChildren();
      }
    }
    if (device.isEmpty() || machine.isEmpty()) {
      throw new IllegalArgumentException("an alarm names no machine");
    }
    MachineId id = new MachineId(device, machine);
    return new Alarm(id, model, first, raised, last, cleared, peak, shares);
  }

  private static Share share(JsonParser json) throws IOException {
    String signal = "";
    double share = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "signal" -> signal = json.getValueAsString("");
        case "share" -> share = json.getValueAsDouble();
        default -> json.skipChildren();
      }
    }
    return new Share(signal, share);
  }

  private static void require(JsonToken token, JsonToken wanted, String rule) {
    if (token != wanted) {
      throw new IllegalArgumentException("an alarm: " + rule);
    }
  }
}
