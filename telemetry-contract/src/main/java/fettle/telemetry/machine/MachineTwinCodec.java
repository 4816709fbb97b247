package fettle.telemetry.machine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import fettle.telemetry.FlatJson;
import fettle.telemetry.command.Settings;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** {@link MachineTwin} and {@link ModelSet} as flat JSON objects, what is not known left out. */
public final class MachineTwinCodec {
  private static final JsonFactory JSON = new JsonFactory();

  /** Before the key of a setting that was refused. */
  private static final String REFUSED = "refused:";

  private MachineTwinCodec() {}

  public static String encode(MachineTwin twin) {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("module", twin.module());
    fields.put("source", twin.source());
    put(fields, "asked", twin.asked());
    put(fields, "inUse", twin.inUse());
    twin.refused().forEach((key, why) -> fields.put(REFUSED + key, why));
    fields.put("askedModels", twin.askedModels());
    fields.put("modelsInUse", twin.modelsInUse());
    fields.put("modelsRefused", twin.modelsRefused());
    fields.put("at", twin.at());
    return write(fields);
  }

  private static void put(Map<String, Object> fields, String prefix, Settings settings) {
    fields.put(prefix + "IntervalMs", settings.intervalMs());
    fields.put(prefix + "BatchSize", settings.batchSize());
    fields.put(prefix + "FlushMs", settings.flushMs());
  }

  public static String encode(ModelSet models) {
    return write(
        new TreeMap<>(
            Map.of(
                "uri", models.uri(),
                "sha256", models.sha256(),
                "models", models.models(),
                "seen", models.seen())));
  }

  private static String write(Map<String, Object> fields) {
    StringWriter out = new StringWriter(256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      for (Map.Entry<String, Object> field : fields.entrySet()) {
        if (field.getValue() instanceof Long number) {
          json.writeNumberField(field.getKey(), number);
        } else if (field.getValue() instanceof String text && !text.isEmpty()) {
          json.writeStringField(field.getKey(), text);
        }
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toString();
  }

  /**
   * @throws IllegalArgumentException when the text is none
   */
  public static MachineTwin decode(String text) {
    Map<String, String> fields = read(text);
    Map<String, String> refused = new HashMap<>();
    fields.forEach(
        (name, value) -> {
          if (name.startsWith(REFUSED)) {
            refused.put(name.substring(REFUSED.length()), value);
          }
        });
    return new MachineTwin(
        fields.getOrDefault("module", ""),
        fields.getOrDefault("source", ""),
        settings(fields, "asked"),
        settings(fields, "inUse"),
        refused,
        fields.getOrDefault("askedModels", ""),
        fields.getOrDefault("modelsInUse", ""),
        fields.getOrDefault("modelsRefused", ""),
        time(fields, "at"));
  }

  /**
   * @throws IllegalArgumentException when the text is none
   */
  public static ModelSet decodeModels(String text) {
    Map<String, String> fields = read(text);
    return new ModelSet(
        fields.getOrDefault("uri", ""),
        fields.getOrDefault("sha256", ""),
        fields.getOrDefault("models", ""),
        time(fields, "seen"));
  }

  private static long time(Map<String, String> fields, String name) {
    Long time = number(fields, name);
    return time == null ? 0 : time;
  }

  private static Settings settings(Map<String, String> fields, String prefix) {
    return new Settings(
        number(fields, prefix + "IntervalMs"),
        number(fields, prefix + "BatchSize"),
        number(fields, prefix + "FlushMs"));
  }

  private static Long number(Map<String, String> fields, String name) {
    String value = fields.get(name);
    return value == null ? null : Long.valueOf(value);
  }

  private static Map<String, String> read(String text) {
    return FlatJson.read(text, "what twins say");
  }
}
