package fettle.telemetry.label;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import fettle.telemetry.FlatJson;
import fettle.telemetry.MachineId;
import fettle.telemetry.label.Decision.Kind;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * {@link Decision} as JSON on one line, what is empty left out: in Redis' stream, and, with the id
 * of its entry there, as a line of a file in the lake.
 */
public final class DecisionCodec {
  private static final JsonFactory JSON = new JsonFactory();

  private DecisionCodec() {}

  /**
   * A decision at its place.
   *
   * @param id of its entry in the stream
   * @param said how one of {@link Kind#OTHER} was said, JSON; else empty
   */
  public record Entry(EntryId id, Decision decision, String said) {
    public Entry(EntryId id, Decision decision) {
      this(id, decision, "");
    }
  }

  /** Without its place. */
  public static String encode(Decision decision) {
    return write(null, decision);
  }

  /** A line of the lake, without its end. */
  public static String encode(Entry entry) {
    return entry.said().isEmpty()
        ? write(entry.id(), entry.decision())
        : "{\"id\":\"" + entry.id() + "\"," + entry.said().substring(1);
  }

  /** An entry's field, again. */
  public static String encodeField(Entry entry) {
    return entry.said().isEmpty() ? encode(entry.decision()) : entry.said();
  }

  private static String write(EntryId id, Decision decision) {
    StringWriter out = new StringWriter(256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      if (id != null) {
        json.writeStringField("id", id.toString());
      }
      json.writeStringField("kind", decision.kind().name().toLowerCase(Locale.ROOT));
      text(json, "device", decision.machine().device());
      text(json, "machine", decision.machine().machine());
      json.writeNumberField("from", decision.from());
      json.writeNumberField("to", decision.to());
      text(json, "label", decision.label());
      text(json, "by", decision.by());
      json.writeNumberField("at", decision.at());
      text(json, "component", decision.component());
      text(json, "comment", decision.comment());
      text(json, "alarm", decision.alarm());
      text(json, "model", decision.model());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toString();
  }

  private static void text(JsonGenerator json, String name, String value) throws IOException {
    if (!value.isEmpty()) {
      json.writeStringField(name, value);
    }
  }

  /**
   * Reads an entry's field; names it does not know are skipped.
   *
   * @throws IllegalArgumentException when the text is no decision
   */
  public static Decision decode(String text) {
    return new Fields(text).decision();
  }

  /**
   * Reads a line of the lake.
   *
   * @throws IllegalArgumentException when the text is no decision at its place
   */
  public static Entry decodeEntry(String line) {
    EntryId id = EntryId.parse(new Fields(line).text("id"));
    return decodeEntry(id, line.replaceFirst("^\\{\"id\":\"[^\"]*\",", "{"));
  }

  /**
   * Reads an entry of the stream.
   *
   * @throws IllegalArgumentException when its field is no decision
   */
  public static Entry decodeEntry(EntryId id, String field) {
    Decision decision = decode(field);
    return new Entry(id, decision, decision.kind() == Kind.OTHER ? field : "");
  }

  /** The fields of a flat object. */
  private static final class Fields {
    private final Map<String, String> values;

    Fields(String text) {
      values = FlatJson.read(text, "a decision");
    }

    String text(String name) {
      return values.getOrDefault(name, "");
    }

    private String required(String name) {
      String value = text(name);
      if (value.isEmpty()) {
        throw new IllegalArgumentException("a decision has no " + name);
      }
      return value;
    }

    private long time(String name) {
      try {
        return Long.parseLong(required(name));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("a decision's " + name + " is no time", e);
      }
    }

    private Kind kind() {
      String name = required("kind").toUpperCase(Locale.ROOT);
      return Arrays.stream(Kind.values())
          .filter(kind -> kind.name().equals(name))
          .findFirst()
          .orElse(Kind.OTHER);
    }

    private MachineId machine(Kind kind) {
      boolean isOfSite = kind == Kind.MAINTENANCE && text("device").isEmpty();
      if (isOfSite) {
        required("label");
        return Decision.NO_MACHINE;
      }
      return new MachineId(required("device"), required("machine"));
    }

    Decision decision() {
      Kind kind = kind();
      if (kind == Kind.OTHER) {
        MachineId machine = new MachineId(text("device"), text("machine"));
        return new Decision(kind, machine, 0, 0, "", text("by"), 0, "", "", "", "");
      }
      return new Decision(
          kind,
          machine(kind),
          time("from"),
          time("to"),
          text("label"),
          text("by"),
          time("at"),
          text("component"),
          text("comment"),
          text("alarm"),
          text("model"));
    }
  }
}
