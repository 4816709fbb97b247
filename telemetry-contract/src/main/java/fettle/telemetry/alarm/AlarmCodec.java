package fettle.telemetry.alarm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import fettle.telemetry.JsonForm;
import fettle.telemetry.MachineId;
import fettle.telemetry.alarm.Alarm.Finding;
import fettle.telemetry.alarm.Alarm.Kind;
import fettle.telemetry.alarm.Alarm.Severity;
import fettle.telemetry.alarm.Alarm.Share;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@link Alarm} as UTF-8 JSON; a time that has not come, a number that is none and an empty list of
 * findings are left out. An entry without a kind is of a time when all were anomalies.
 */
public final class AlarmCodec {
  private static final JsonFactory JSON = new JsonFactory();

  private AlarmCodec() {}

  public static byte[] encode(Alarm alarm) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(320);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      write(json, alarm);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toByteArray();
  }

  /** Writes an alarm as an object where the generator stands. */
  public static void write(JsonGenerator json, Alarm alarm) throws IOException {
    json.writeStartObject();
    json.writeStringField("device", alarm.machine().device());
    json.writeStringField("machine", alarm.machine().machine());
    json.writeStringField("kind", alarm.kind().wire());
    json.writeStringField("severity", alarm.severity().wire());
    json.writeStringField("model", alarm.model());
    json.writeNumberField("first", alarm.first());
    json.writeNumberField("raised", alarm.raised());
    json.writeNumberField("last", alarm.last());
    if (!alarm.isOpen()) {
      json.writeNumberField("cleared", alarm.cleared());
    }
    number(json, "peak", alarm.peak());
    json.writeArrayFieldStart("shares");
    for (Share share : alarm.shares()) {
      json.writeStartObject();
      json.writeStringField("signal", share.signal());
      json.writeNumberField("share", share.share());
      json.writeEndObject();
    }
    json.writeEndArray();
    if (!alarm.findings().isEmpty()) {
      findings(json, alarm.findings());
    }
    json.writeEndObject();
  }

  private static void findings(JsonGenerator json, List<Finding> findings) throws IOException {
    json.writeArrayFieldStart("findings");
    for (Finding finding : findings) {
      json.writeStartObject();
      json.writeStringField("signal", finding.signal());
      number(json, "value", finding.value());
      number(json, "low", finding.low());
      number(json, "high", finding.high());
      json.writeNumberField("since", finding.since());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void number(JsonGenerator json, String name, double value) throws IOException {
    if (!Double.isNaN(value)) {
      json.writeNumberField(name, value);
    }
  }

  /**
   * Reads an alarm of the store; empty when it is of a kind that only a later version knows, which
   * is left to that.
   *
   * @throws IllegalArgumentException when the bytes are none
   */
  public static Optional<Alarm> decodeKnown(byte[] bytes) {
    try {
      return Optional.of(decode(bytes));
    } catch (UnknownKind ofALaterVersion) {
      return Optional.empty();
    }
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

  /**
   * Reads an alarm from where the parser stands, the start of its object.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Alarm alarm(JsonParser json) throws IOException {
    String device = "";
    String machine = "";
    Kind kind = Kind.ANOMALY;
    Severity severity = Severity.WARNING;
    String model = "";
    long first = 0;
    long raised = 0;
    long last = 0;
    long cleared = Alarm.OPEN;
    double peak = Double.NaN;
    List<Share> shares = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "device" -> device = json.getValueAsString("");
        case "machine" -> machine = json.getValueAsString("");
        case "kind" -> kind = kind(json.getValueAsString(""));
        case "severity" ->
            severity = Severity.of(json.getValueAsString("")).orElse(Severity.WARNING);
        case "model" -> model = json.getValueAsString("");
        case "first" -> first = json.getValueAsLong();
        case "raised" -> raised = json.getValueAsLong();
        case "last" -> last = json.getValueAsLong();
        case "cleared" -> cleared = json.getValueAsLong();
        case "peak" -> peak = json.getValueAsDouble();
        case "shares" ->
            shares.addAll(
                objects(
                    json,
                    "shares must be an array",
                    "a share must be an object",
                    AlarmCodec::share));
        case "findings" ->
            findings.addAll(
                objects(
                    json,
                    "findings must be an array",
                    "a finding must be an object",
                    AlarmCodec::finding));
        default -> JsonForm.ALARM.passOver(json);
      }
    }
    if (device.isEmpty() || machine.isEmpty()) {
      throw new IllegalArgumentException("an alarm names no machine");
    }
    MachineId id = new MachineId(device, machine);
    return new Alarm(
        id, kind, severity, model, first, raised, last, cleared, peak, shares, findings);
  }

  /** Reads an object from where the parser stands, its start. */
  @FunctionalInterface
  private interface ObjectReader<T> {
    T read(JsonParser json) throws IOException;
  }

  private static <T> List<T> objects(
      JsonParser json, String noArray, String noObject, ObjectReader<T> reader) throws IOException {
    require(json.currentToken(), JsonToken.START_ARRAY, noArray);
    List<T> objects = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      require(json.currentToken(), JsonToken.START_OBJECT, noObject);
      objects.add(reader.read(json));
    }
    return objects;
  }

  private static Kind kind(String wire) {
    return Kind.of(wire).orElseThrow(() -> new UnknownKind(wire));
  }

  /** Of a later version. */
  private static final class UnknownKind extends IllegalArgumentException {
    UnknownKind(String wire) {
      super("an alarm of unknown kind " + wire);
    }
  }

  private static Finding finding(JsonParser json) throws IOException {
    String signal = "";
    double number = Double.NaN;
    double low = Double.NaN;
    double high = Double.NaN;
    long since = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "signal" -> signal = json.getValueAsString("");
        case "value" -> number = json.getValueAsDouble(Double.NaN);
        case "low" -> low = json.getValueAsDouble(Double.NaN);
        case "high" -> high = json.getValueAsDouble(Double.NaN);
        case "since" -> since = json.getValueAsLong();
        default -> JsonForm.ALARM.passOver(json);
      }
    }
    return new Finding(signal, number, low, high, since);
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
        default -> JsonForm.ALARM.passOver(json);
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
