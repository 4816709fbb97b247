package fettle.inference.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.edge.EdgeEnvironment;
import fettle.emulator.Emulator;
import fettle.emulator.EmulatorConfig;
import fettle.emulator.Listeners;
import fettle.emulator.edgehub.EdgeSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * An edge device with its hub: the modules sensor and inference and the routes of the local
 * deployment, over MQTT and TLS, and what comes out upstream.
 */
final class LocalEdge implements AutoCloseable {

  static final String DEVICE = "edge-01";

  /** An address of this module's own, because the device SDK insists on port 8883. */
  private static final String ADDRESS = "127.0.14.1";

  private static final Duration ACK_TIMEOUT = Duration.ofSeconds(3);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MANIFEST =
      """
      {"modulesContent":{
        "$edgeAgent":{"properties.desired":{"schemaVersion":"1.1","modules":{}}},
        "$edgeHub":{"properties.desired":{"schemaVersion":"1.1",
          "routes":{
            "score":"FROM /messages/modules/sensor/outputs/telemetry INTO \
      BrokeredEndpoint(\\"/modules/inference/inputs/telemetry\\")",
            "scored":"FROM /messages/modules/inference/outputs/scored INTO $upstream",
            "rejected":"FROM /messages/modules/inference/outputs/rejected INTO $upstream",
            "sketch":"FROM /messages/modules/inference/outputs/sketch INTO $upstream"},
          "storeAndForwardConfiguration":{"timeToLiveSecs":7200}}}}}
      """;

  private final Emulator emulator;
  private final Upstream upstream;

  private LocalEdge(Emulator emulator) {
    this.emulator = emulator;
    emulator.addEdgeDevice(DEVICE);
    emulator.addModule(DEVICE, "sensor");
    emulator.addModule(DEVICE, "inference");
    emulator.applyManifest(DEVICE, MANIFEST);
    upstream = new Upstream(emulator);
  }

  static LocalEdge start(Path folder) throws IOException {
    return new LocalEdge(
        Emulator.start(
            EmulatorConfig.defaults(folder)
                .withListeners(Listeners.ephemeral(ADDRESS).withMqttPort(8883))
                .withEdge(new EdgeSettings(1L << 26, ACK_TIMEOUT))));
  }

  /** A connection string, and the file that the hub's certificate is trusted by. */
  Map<String, String> connection(String module) {
    return Map.of(
        EdgeEnvironment.EDGE_HUB_CONNECTION_STRING,
        emulator.moduleConnectionString(DEVICE, module),
        EdgeEnvironment.CA_CERTIFICATE_FILE,
        emulator.caCertificate().toString());
  }

  /** What edgeAgent would set; the device SDK reads it from its process's environment only. */
  Map<String, String> environment(String module) {
    return emulator.moduleEnvironment(DEVICE, module);
  }

  Upstream upstream() {
    return upstream;
  }

  /** Sets the inference module's {@code desired.models}. */
  void desiredModels(Map<String, Object> models) {
    ObjectNode patch = JSON.createObjectNode();
    patch.set("models", JSON.valueToTree(models));
    emulator.twins().patchDesired(DEVICE, "inference", patch);
  }

  /** What the inference module reported. */
  ObjectNode reported() {
    return emulator.twins().get(DEVICE, "inference").orElseThrow().reported();
  }

  @Override
  public void close() {
    upstream.close();
    emulator.close();
  }
}
