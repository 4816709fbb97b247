package fettle.ops.local.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.process.RestartPolicy;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the desired properties of {@code $edgeAgent} say. The codes are those of IoT Edge's {@code
 * lastDesiredStatus}.
 */
sealed interface DesiredModules {
  int OK = 200;
  int INVALID = 400;
  int WRONG_SCHEMA = 412;
  int EMPTY = 417;
  int FAILED = 500;

  /** Of the desired properties. */
  long version();

  /**
   * A deployment.
   *
   * @param modules by name, in the manifest's order
   * @param system {@code systemModules}, to be reported again
   */
  record Deployed(long version, Map<String, ModuleSpec> modules, JsonNode system)
      implements DesiredModules {}

  /** Nothing that could be done; what runs stays as it is. */
  record Unusable(long version, int code, String why) implements DesiredModules {}

  static DesiredModules parse(JsonNode desired) {
    long version = desired.path("$version").asLong();
    if (!desired.has("schemaVersion") && !desired.has("modules")) {
      return new Unusable(version, EMPTY, "there is no deployment yet");
    }
    String schema = desired.path("schemaVersion").asText();
    if (!schema.matches("1\\.\\d+(\\.\\d+)?")) {
      return new Unusable(version, WRONG_SCHEMA, "schemaVersion=" + schema + " must be 1.0 or 1.1");
    }
    Map<String, ModuleSpec> modules = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : desired.path("modules").properties()) {
      String name = entry.getKey();
      if (!(entry.getValue() instanceof ObjectNode module)
          || module.at("/settings/image").asText().isBlank()) {
        return new Unusable(version, INVALID, "modules." + name + ".settings.image is missing");
      }
      modules.put(name, module(name, module));
    }
    return new Deployed(version, modules, desired.path("systemModules"));
  }

  private static ModuleSpec module(String name, ObjectNode module) {
    Map<String, String> env = new LinkedHashMap<>();
    module
        .path("env")
        .properties()
        .forEach(
            variable -> env.put(variable.getKey(), variable.getValue().path("value").asText()));
    return new ModuleSpec(
        name,
        module.at("/settings/image").asText(),
        env,
        !module.path("status").asText("running").equals("stopped"),
        policy(module.path("restartPolicy").asText("always")),
        module.path("startupOrder").asLong(Long.MAX_VALUE),
        module);
  }

  /** IoT Edge derives no health from Docker, so that {@code on-unhealthy} is as {@code always}. */
  private static RestartPolicy policy(String name) {
    return switch (name) {
      case "never" -> RestartPolicy.NEVER;
      case "on-failure" -> RestartPolicy.ON_FAILURE;
      default -> RestartPolicy.ALWAYS;
    };
  }
}
