package fettle.gateway.notify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import fettle.telemetry.FlatJson;
import fettle.telemetry.hub.HubUsageCodec;
import fettle.telemetry.hub.HubWarning;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/** {@link HubEvent} as a flat JSON object, as it waits in the store. */
public final class HubEventCodec {
  private static final JsonFactory JSON = new JsonFactory();

  private HubEventCodec() {}

  public static String encode(HubEvent event) {
    StringWriter out = new StringWriter(512);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("type", event.type().wire());
      json.writeStringField("kind", event.warning().kind().wire());
      json.writeNumberField("percent", event.warning().percent());
      json.writeNumberField("since", event.warning().since());
      json.writeNumberField("at", event.at());
      json.writeStringField("usage", HubUsageCodec.encode(event.usage()));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toString();
  }

  /**
   * Reads an event; fields it does not know are skipped.
   *
   * @throws IllegalArgumentException when the text is none, or of a kind that is not known
   */
  public static HubEvent decode(String text) {
    Map<String, String> fields = FlatJson.read(text, "a warning of the hub");
    HubWarning.Kind kind =
        HubWarning.Kind.of(fields.getOrDefault("kind", ""))
            .orElseThrow(
                () -> new IllegalArgumentException("a warning of the hub of an unknown kind"));
    return new HubEvent(
        Event.Type.valueOf(fields.getOrDefault("type", "").toUpperCase(Locale.ROOT)),
        new HubWarning(
            kind, (int) FlatJson.number(fields, "percent"), FlatJson.number(fields, "since")),
        HubUsageCodec.decode(fields.getOrDefault("usage", "{}")),
        FlatJson.number(fields, "at"));
  }
}
