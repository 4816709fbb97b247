package fettle.gateway.machine;

import com.fasterxml.jackson.databind.JsonNode;
import fettle.telemetry.MachineId;
import fettle.telemetry.command.Settings;
import fettle.telemetry.command.Settings.Property;
import fettle.telemetry.machine.MachineDescription;
import fettle.telemetry.machine.MachineTwin;
import fettle.telemetry.machine.ModelSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads modules' twins as the hub's service API gives them. Pure. */
public final class TwinReader {
  private static final String MACHINES = "machines";
  private static final String MODELS = "models";
  private static final String SHA256 = "sha256";
  private static final String DESIRED = "/properties/desired";
  private static final String REPORTED = "/properties/reported";

  /** Characters of a sentence that a module reports. */
  private static final int LONGEST_REASON = 500;

  private TwinReader() {}

  /**
   * What a twin says of its machines.
   *
   * @param descriptions of those of which something is said
   * @param problems by machine, why what is said of it cannot be used
   */
  public record Described(
      Map<MachineId, MachineDescription> descriptions, Map<MachineId, String> problems) {}

  public static String device(JsonNode twin) {
    return twin.path("deviceId").asText();
  }

  public static String module(JsonNode twin) {
    return twin.path("moduleId").asText();
  }

  public static String etag(JsonNode twin) {
    return twin.path("etag").asText();
  }

  public static boolean isConnected(JsonNode twin) {
    return twin.path("connectionState").asText().equals("Connected");
  }

  /** What the twin of a module that reads machines says of them. */
  public static Described described(JsonNode twin) {
    JsonNode tags = twin.path("tags");
    JsonNode deployed = twin.at(DESIRED).path(MACHINES);
    Set<String> names = new TreeSet<>();
    tags.path(MACHINES).fieldNames().forEachRemaining(names::add);
    deployed.fieldNames().forEachRemaining(names::add);
    twin.at(REPORTED).path(MACHINES).fieldNames().forEachRemaining(names::add);
    Map<MachineId, MachineDescription> descriptions = new TreeMap<>();
    Map<MachineId, String> problems = new TreeMap<>();
    for (String name : names) {
      MachineId machine = new MachineId(device(twin), name);
      JsonNode tagged = tags.path(MACHINES).path(name);
      try {
        MachineDescription description =
            DescriptionNode.read(tagged.isObject() ? tagged : deployed.path(name), tags);
        if (!description.equals(MachineDescription.NONE)) {
          descriptions.put(machine, description);
        }
      } catch (IllegalArgumentException e) {
        problems.put(machine, e.getMessage());
      }
    }
    return new Described(descriptions, problems);
  }

  /** What the twin of a module that reads machines says of the module. */
  public static MachineTwin reader(JsonNode twin, long now) {
    JsonNode reported = twin.at(REPORTED);
    Map<String, String> refused = new HashMap<>();
    reported
        .path("errors")
        .properties()
        .forEach(error -> refused.put(error.getKey(), shortened(error.getValue().asText())));
    return new MachineTwin(
        module(twin),
        reported.path("source").asText(""),
        asked(twin),
        settings(reported),
        refused,
        "",
        "",
        "",
        now);
  }

  /** The settings asked of the module. */
  public static Settings asked(JsonNode twin) {
    return settings(twin.at(DESIRED));
  }

  /** The settings that the module reports to use. */
  public static Settings inUse(JsonNode twin) {
    return settings(twin.at(REPORTED));
  }

  private static Settings settings(JsonNode properties) {
    JsonNode sampling = properties.path(Property.SAMPLING);
    JsonNode batch = properties.path(Property.BATCH);
    return new Settings(
        number(sampling.path(Property.INTERVAL_MS)),
        number(batch.path(Property.SIZE)),
        number(batch.path(Property.FLUSH_MS)));
  }

  private static Long number(JsonNode value) {
    return value.isIntegralNumber() ? Long.valueOf(value.longValue()) : null;
  }

  /** The same device, with what the twin of a module that scores says of its models. */
  public static MachineTwin withModels(MachineTwin reader, JsonNode scorer) {
    JsonNode reported = scorer.at(REPORTED).path(MODELS);
    return reader.withModels(
        scorer.at(DESIRED).path(MODELS).path(SHA256).asText(""),
        reported.path(SHA256).asText(""),
        shortened(reported.path("error").asText("")));
  }

  /** The models that the twin of a module that scores asks for; empty when it asks for none. */
  public static Optional<ModelSet> models(JsonNode scorer, long now) {
    JsonNode desired = scorer.at(DESIRED).path(MODELS);
    String sha256 = desired.path(SHA256).asText("");
    String uri = desired.path("uri").asText("");
    if (sha256.isEmpty() || uri.isEmpty()) {
      return Optional.empty();
    }
    JsonNode reported = scorer.at(REPORTED).path(MODELS);
    boolean uses = usesModels(scorer, sha256);
    String names =
        StreamSupport.stream(reported.path("loaded").spliterator(), false)
            .map(model -> model.path("name").asText() + ":" + model.path("version").asText())
            .sorted()
            .collect(Collectors.joining(", "));
    return Optional.of(new ModelSet(uri, sha256, uses ? names : "", now));
  }

  /** Whether the module reports to use these models. */
  public static boolean usesModels(JsonNode scorer, String sha256) {
    JsonNode reported = scorer.at(REPORTED).path(MODELS);
    return reported.path("state").asText().equals("active")
        && reported.path(SHA256).asText().equals(sha256);
  }

  /** Why the module refuses these models; empty when it does not. */
  public static String whyNotModels(JsonNode scorer, String sha256) {
    JsonNode reported = scorer.at(REPORTED).path(MODELS);
    return reported.path("state").asText().equals("failed")
            && reported.path(SHA256).asText().equals(sha256)
        ? shortened(reported.path("error").asText("it does not say why"))
        : "";
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(LONGEST_REASON, text.length()));
  }
}
