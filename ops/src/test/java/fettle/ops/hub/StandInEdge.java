package fettle.ops.hub;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The twins of a stand-in's devices, and devices and fleets that do at once what they are told. */
final class StandInEdge {
  private static final Pattern APPLY =
      Pattern.compile("/devices/([^/]+)/applyConfigurationContent");

  private final Map<String, JsonObject> things;

  StandInEdge(Map<String, JsonObject> things) {
    this.things = things;
  }

  /** Gives every module of a manifest its desired properties as a whole. */
  void apply(String path, JsonObject content) {
    Matcher device = APPLY.matcher(path);
    if (!device.matches()) {
      throw new IllegalArgumentException("nothing is known of " + path);
    }
    JsonObject modules = content.getJsonObject("modulesContent");
    for (String module : modules.fieldNames()) {
      String twin = "/twins/%s/modules/%s".formatted(device.group(1), module);
      JsonObject desired = modules.getJsonObject(module).getJsonObject("properties.desired");
      things.put(twin, twin(device.group(1), module, desired, version(twin) + 1));
    }
  }

  private long version(String twin) {
    return things.containsKey(twin) ? things.get(twin).getLong("version", 0L) : 0;
  }

  private static JsonObject twin(String device, String module, JsonObject desired, long version) {
    return new JsonObject()
        .put("deviceId", device)
        .put("moduleId", module)
        .put("version", version)
        .put("etag", "\"" + version + "\"")
        .put(
            "properties",
            new JsonObject().put("desired", desired.copy()).put("reported", new JsonObject()));
  }

  /** Sets desired properties and leaves the others. */
  void patch(String path, JsonObject patch) {
    JsonObject twin = things.get(path);
    JsonObject desired = twin.getJsonObject("properties").getJsonObject("desired");
    patch
        .getJsonObject("properties")
        .getJsonObject("desired")
        .forEach(property -> desired.put(property.getKey(), property.getValue()));
    twin.put("version", version(path) + 1);
  }

  void follow() {
    things.forEach(
        (path, thing) -> {
          if (path.startsWith("/twins/")) {
            thing
                .getJsonObject("properties")
                .put(
                    "reported",
                    reported(thing.getJsonObject("properties").getJsonObject("desired")));
          } else if (path.startsWith("/configurations/")) {
            count(thing);
          }
        });
  }

  private static JsonObject reported(JsonObject desired) {
    JsonObject reported = new JsonObject();
    if (desired.getValue("modules") instanceof JsonObject modules) {
      JsonObject running = new JsonObject();
      modules.forEach(
          module ->
              running.put(
                  module.getKey(),
                  new JsonObject()
                      .put("settings", ((JsonObject) module.getValue()).getJsonObject("settings"))
                      .put("runtimeStatus", "running")));
      reported.put("modules", running);
    }
    if (desired.getValue("models") instanceof JsonObject models) {
      reported.put(
          "models",
          new JsonObject().put("sha256", models.getString("sha256")).put("state", "active"));
    }
    return reported;
  }

  private static void count(JsonObject deployment) {
    deployment.put(
        "systemMetrics",
        new JsonObject()
            .put(
                "results",
                new JsonObject().put("targetedCount", 3).put("reportedSuccessfulCount", 3)));
    deployment.getJsonObject("metrics").put("results", new JsonObject().put("modelInUse", 3));
  }
}
