package fettle.telemetry.hub;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import fettle.telemetry.FlatJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@link HubUsage} as a flat JSON object. */
public final class HubUsageCodec {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String PERCENT = "Percent";
  private static final String SINCE = "Since";

  private HubUsageCodec() {}

  public static String encode(HubUsage usage) {
    StringWriter out = new StringWriter(256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("hub", usage.hub());
      json.writeNumberField("at", usage.at());
      json.writeNumberField("used", usage.used());
      json.writeNumberField("limit", usage.limit());
      json.writeNumberField("perHour", usage.perHour());
      json.writeNumberField("lastsUntil", usage.lastsUntil());
      json.writeNumberField("throttled", usage.throttled());
      json.writeNumberField("sendsPerSecond", usage.sendsPerSecond());
      for (HubWarning warning : usage.warnings()) {
        json.writeNumberField(warning.kind().wire() + PERCENT, warning.percent());
        json.writeNumberField(warning.kind().wire() + SINCE, warning.since());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toString();
  }

  /**
   * Reads it; fields it does not know are skipped.
   *
   * @throws IllegalArgumentException when the text is none
   */
  public static HubUsage decode(String text) {
    Map<String, String> fields = FlatJson.read(text, "what the hub has taken");
    return new HubUsage(
        fields.getOrDefault("hub", ""),
        FlatJson.number(fields, "at"),
        FlatJson.number(fields, "used"),
        FlatJson.number(fields, "limit"),
        FlatJson.number(fields, "perHour"),
        FlatJson.number(fields, "lastsUntil"),
        FlatJson.number(fields, "throttled"),
        FlatJson.number(fields, "sendsPerSecond"),
        warnings(fields));
  }

  private static List<HubWarning> warnings(Map<String, String> fields) {
    List<HubWarning> warnings = new ArrayList<>();
    for (HubWarning.Kind kind : HubWarning.Kind.values()) {
      if (fields.containsKey(kind.wire() + SINCE)) {
        warnings.add(
            new HubWarning(
                kind,
                (int) FlatJson.number(fields, kind.wire() + PERCENT),
                FlatJson.number(fields, kind.wire() + SINCE)));
      }
    }
    return warnings;
  }
}
