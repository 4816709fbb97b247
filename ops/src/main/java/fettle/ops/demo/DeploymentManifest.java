package fettle.ops.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.deploy.EdgeModule;
import fettle.ops.deploy.ManifestParts;
import fettle.ops.deploy.ManifestWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the demo's edge device is told to run: both modules, and the first model. */
final class DeploymentManifest {
  private static final int TWO_HOURS = 7200;

  private DeploymentManifest() {}

  /**
   * @param sensorRuns {@code false} = the sensor module is there and waits
   */
  static String render(DemoSettings settings, Path models, String sha256, boolean sensorRuns) {
    ObjectNode sensor = JsonNodeFactory.instance.objectNode();
    if (!settings.isReplay()) {
      sensor.putObject("sampling").put("intervalMs", 100);
      sensor.putObject("batch").put("size", 10).put("flushMs", 1000);
    }
    ObjectNode inference = JsonNodeFactory.instance.objectNode();
    inference.putObject("models").put("uri", models.toUri().toString()).put("sha256", sha256);
    Map<String, ManifestParts.Module> modules = new LinkedHashMap<>();
    modules.put(
        EdgeModule.SENSOR.id(),
        module(EdgeModule.SENSOR, sensorRuns, SensorSource.of(settings), sensor));
    modules.put(EdgeModule.INFERENCE.id(), module(EdgeModule.INFERENCE, true, Map.of(), inference));
    return ManifestWriter.write(
            new ManifestParts(
                modules,
                ManifestParts.standardRoutes(),
                TWO_HOURS,
                "mcr.microsoft.com/azureiotedge-agent:1.5",
                "mcr.microsoft.com/azureiotedge-hub:1.5",
                Optional.empty()))
        .json();
  }

  private static ManifestParts.Module module(
      EdgeModule module, boolean running, Map<String, String> environment, ObjectNode desired) {
    return new ManifestParts.Module(
        "fettle/" + module.project() + ":local",
        running,
        environment,
        JsonNodeFactory.instance.objectNode(),
        desired);
  }
}
