package fettle.ops.bench.footprint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.Emulator;
import fettle.emulator.EmulatorConfig;
import fettle.emulator.Listeners;
import fettle.emulator.identity.Outcome;
import fettle.ops.Failure;
import fettle.ops.deploy.EdgeModule;
import fettle.ops.hash.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** An edge device's hub in this process, whose modules get what edgeAgent would give them. */
final class FootprintStation implements AutoCloseable {
  private static final String DEVICE = "edge-01";

  /** The SDK always uses this one. */
  private static final int MQTT_PORT = 8883;

  private static final String MANIFEST =
      """
      {"$edgeAgent": {"properties.desired": {"schemaVersion": "1.1", "modules": {
         "sensor": {"type": "docker", "status": "running", "restartPolicy": "always",
                    "settings": {"image": "fettle/sensor-module"}},
         "inference": {"type": "docker", "status": "running", "restartPolicy": "always",
                    "settings": {"image": "fettle/inference-module"}}}}},
       "$edgeHub": {"properties.desired": {"schemaVersion": "1.1", "routes": {%s}}},
       "inference": {"properties.desired": {"models": {"uri": "%s", "sha256": "%s"}}}}
      """;

  private static final String SENSOR_UP =
      "\"up\": \"FROM /messages/modules/sensor/* INTO $upstream\"";
  private static final String SCORED_UP =
      "\"score\": \"FROM /messages/modules/sensor/* INTO"
          + " BrokeredEndpoint(\\\"/modules/inference/inputs/telemetry\\\")\","
          + " \"up\": \"FROM /messages/modules/inference/* INTO $upstream\"";

  private final Emulator emulator;

  /**
   * @param folder of its own; new
   * @param measured whose messages go up
   * @param models manifest of models for the inference module
   */
  FootprintStation(Path folder, String bind, EdgeModule measured, Path models) throws IOException {
    emulator =
        Emulator.start(
            EmulatorConfig.defaults(Files.createDirectories(folder))
                .withListeners(new Listeners(bind, MQTT_PORT, Listeners.NONE, 0, 0, null)));
    emulator.addEdgeDevice(DEVICE);
    emulator.applyManifest(
        DEVICE,
        MANIFEST.formatted(
            measured == EdgeModule.SENSOR ? SENSOR_UP : SCORED_UP,
            models.toUri(),
            Sha256.of(models)));
  }

  Map<String, String> environment(EdgeModule module) {
    return emulator.moduleEnvironment(DEVICE, module.id());
  }

  /** Messages of the measured module that the hub took. */
  long messages() {
    return emulator.metrics().get("hub.accepted");
  }

  /** Changes how often the sensor module reads, as a twin does. */
  void sampleEvery(int milliseconds) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.putObject("sampling").put("intervalMs", milliseconds);
    if (emulator.twins().patchDesired(DEVICE, EdgeModule.SENSOR.id(), patch)
        instanceof Outcome.Refused<?> refused) {
      throw new Failure("the sensor module's twin is refused: " + refused.detail());
    }
  }

  @Override
  public void close() {
    emulator.close();
  }
}
