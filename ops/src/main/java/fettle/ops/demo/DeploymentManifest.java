package fettle.ops.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;

/**
 * The local edge device's deployment manifest: both modules, the routes between them and upstream,
 * and the model in the inference module's twin.
 */
final class DeploymentManifest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SCHEMA = "1.1";

  private DeploymentManifest() {}

  /**
   * @param sensorRuns {@code false} = the sensor module is there and waits
   */
  static String render(DemoSettings settings, Path models, String sha256, boolean sensorRuns) {
    ObjectNode content = JSON.createObjectNode();
    ObjectNode agent = desired(content, "$edgeAgent");
    agent.put("schemaVersion", SCHEMA);
    agent
        .putObject("runtime")
        .put("type", "docker")
        .putObject("settings")
        .put("minDockerVersion", "v1.25");
    ObjectNode system = agent.putObject("systemModules");
    system.set("edgeAgent", image("docker", "mcr.microsoft.com/azureiotedge-agent:1.5"));
    ObjectNode hub = image("docker", "mcr.microsoft.com/azureiotedge-hub:1.5");
    hub.put("status", "running").put("restartPolicy", "always");
    system.set("edgeHub", hub);
    ObjectNode modules = agent.putObject("modules");
    ObjectNode sensorModule = module("fettle/sensor-module:local");
    sensorModule.put("status", sensorRuns ? "running" : "stopped");
    ObjectNode env = sensorModule.putObject("env");
    SensorSource.of(settings).forEach((name, value) -> env.putObject(name).put("value", value));
    modules.set("sensor", sensorModule);
    modules.set("inference", module("fettle/inference-module:local"));

    ObjectNode edgeHub = desired(content, "$edgeHub");
    edgeHub.put("schemaVersion", SCHEMA);
    ObjectNode routes = edgeHub.putObject("routes");
    routes.put(
        "score",
        "FROM /messages/modules/sensor/outputs/telemetry INTO"
            + " BrokeredEndpoint(\"/modules/inference/inputs/telemetry\")");
    routes.put("scored", "FROM /messages/modules/inference/outputs/scored INTO $upstream");
    routes.put("rejected", "FROM /messages/modules/inference/outputs/rejected INTO $upstream");
    edgeHub.putObject("storeAndForwardConfiguration").put("timeToLiveSecs", 7200);

    ObjectNode sensor = desired(content, "sensor");
    if (!settings.isReplay()) {
      sensor.putObject("sampling").put("intervalMs", 100);
      sensor.putObject("batch").put("size", 10).put("flushMs", 1000);
    }
    desired(content, "inference")
        .putObject("models")
        .put("uri", models.toUri().toString())
        .put("sha256", sha256);
    return JSON.createObjectNode().set("modulesContent", content).toString();
  }

  private static ObjectNode desired(ObjectNode content, String module) {
    return content.putObject(module).putObject("properties.desired");
  }

  private static ObjectNode module(String image) {
    ObjectNode module = image("docker", image);
    module.put("version", "1.0").put("status", "running").put("restartPolicy", "always");
    return module;
  }

  private static ObjectNode image(String type, String name) {
    ObjectNode image = JSON.createObjectNode().put("type", type);
    image.putObject("settings").put("image", name).put("createOptions", "{}");
    return image;
  }
}
