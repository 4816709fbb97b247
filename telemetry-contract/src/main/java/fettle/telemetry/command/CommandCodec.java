package fettle.telemetry.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import fettle.telemetry.FlatJson;
import fettle.telemetry.MachineId;
import fettle.telemetry.command.Action.CallMethod;
import fettle.telemetry.command.Action.ChangeSettings;
import fettle.telemetry.command.Action.Describe;
import fettle.telemetry.command.Action.UseModels;
import fettle.telemetry.machine.MachineDescriptionCodec;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** {@link Command} as a flat JSON object: what is said of its action depends on {@code action}. */
public final class CommandCodec {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String SETTINGS = "settings";
  private static final String MODELS = "models";
  private static final String METHOD = "method";
  private static final String DESCRIBE = "describe";

  private CommandCodec() {}

  public static String encode(Command command) {
    StringWriter out = new StringWriter(256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("id", command.id());
      json.writeStringField("machine", command.machine().toString());
      json.writeStringField("by", command.by());
      json.writeNumberField("at", command.at());
      write(json, command.action());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toString();
  }

  private static void write(JsonGenerator json, Action action) throws IOException {
    switch (action) {
      case ChangeSettings change -> {
        json.writeStringField("action", SETTINGS);
        number(json, "intervalMs", change.settings().intervalMs());
        number(json, "batchSize", change.settings().batchSize());
        number(json, "flushMs", change.settings().flushMs());
      }
      case UseModels models -> {
        json.writeStringField("action", MODELS);
        json.writeStringField("sha256", models.sha256());
      }
      case CallMethod call -> {
        json.writeStringField("action", METHOD);
        json.writeStringField("method", call.method());
        json.writeStringField("payload", call.payload());
      }
      case Describe describe -> {
        json.writeStringField("action", DESCRIBE);
        json.writeStringField(
            "description", MachineDescriptionCodec.encode(describe.description()));
      }
    }
  }

  private static void number(JsonGenerator json, String name, Long value) throws IOException {
    if (value != null) {
      json.writeNumberField(name, value);
    }
  }

  /**
   * Reads a command; fields it does not know are skipped.
   *
   * @throws IllegalArgumentException when the text is none, or asks for what is not known here
   */
  public static Command decode(String text) {
    Fields fields = new Fields(text);
    return fields
        .command()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a command's action '" + fields.required("action") + "' is not known"));
  }

  /**
   * Reads a command; empty when it asks for what a later version knows.
   *
   * @throws IllegalArgumentException when the text is none
   */
  public static Optional<Command> decodeKnown(String text) {
    return new Fields(text).command();
  }

  /** The fields of a flat object. */
  private static final class Fields {
    private final Map<String, String> values;

    Fields(String text) {
      values = FlatJson.read(text, "a command");
    }

    Optional<Command> command() {
      String id = required("id");
      MachineId machine = MachineId.parse(required("machine"));
      return action()
          .map(action -> new Command(id, machine, action, required("by"), requiredNumber("at")));
    }

    private Optional<Action> action() {
      return Optional.ofNullable(
          switch (required("action")) {
            case SETTINGS ->
                new ChangeSettings(
                    new Settings(number("intervalMs"), number("batchSize"), number("flushMs")));
            case MODELS -> new UseModels(required("sha256"));
            case METHOD -> new CallMethod(required("method"), required("payload"));
            case DESCRIBE -> new Describe(MachineDescriptionCodec.decode(required("description")));
            default -> null;
          });
    }

    String required(String name) {
      String value = values.getOrDefault(name, "");
      if (value.isEmpty()) {
        throw new IllegalArgumentException("a command has no " + name);
      }
      return value;
    }

    long requiredNumber(String name) {
      required(name);
      return number(name);
    }

    private Long number(String name) {
      String value = values.get(name);
      try {
        return value == null ? null : Long.valueOf(value);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("a command's " + name + " is no whole number", e);
      }
    }
  }
}
