package fettle.edge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.Emulator;
import fettle.emulator.EmulatorConfig;
import fettle.emulator.Listeners;
import fettle.emulator.edgehub.EdgeSettings;
import fettle.emulator.hub.MethodResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A real edge hub for one test class, on an address of this module's own because the SDK insists on
 * port 8883.
 */
final class Hub implements AutoCloseable {
  static final String DEVICE = "edge-01";
  private static final String ADDRESS = "127.0.13.1";
  private static final Duration ACK_TIMEOUT = Duration.ofSeconds(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int PAIRS = 16;

  private final Path folder;
  private Emulator emulator;
  private int taken;

  /** Two modules; what the source puts out on {@code out} comes in at the target's {@code in}. */
  record Pair(String source, String target) {
    private static Pair of(int number) {
      return new Pair("source" + number, "target" + number);
    }
  }

  private Hub(Path folder) {
    this.folder = folder;
  }

  static Hub start(Path folder) throws IOException {
    Hub hub = new Hub(folder);
    hub.start();
    return hub;
  }

  void start() throws IOException {
    emulator =
        Emulator.start(
            EmulatorConfig.defaults(folder)
                .withListeners(Listeners.ephemeral(ADDRESS).withMqttPort(8883))
                .withEdge(new EdgeSettings(1 << 24, ACK_TIMEOUT)));
    emulator.addEdgeDevice(DEVICE);
    List<String> routes = new ArrayList<>();
    for (int number = 0; number < PAIRS; number++) {
      Pair pair = Pair.of(number);
      emulator.addModule(DEVICE, pair.source());
      emulator.addModule(DEVICE, pair.target());
      routes.add(
          """
          "r%d":"FROM /messages/modules/%s/outputs/out INTO BrokeredEndpoint(\\"/modules/%s/inputs/in\\")"
          """
              .formatted(number, pair.source(), pair.target()));
    }
    emulator.applyManifest(
        DEVICE,
        """
        {"modulesContent":{"$edgeAgent":{"properties.desired":{"modules":{}}},
          "$edgeHub":{"properties.desired":{"routes":{%s}}}}}"""
            .formatted(String.join(",", routes)));
  }

  /**
   * One that no other test has: a message that a test leaves unacknowledged is delivered again to
   * whoever takes its module's place.
   */
  Pair pair() {
    return Pair.of(taken++);
  }

  void stop() {
    emulator.close();
  }

  /** A connection string, and the file that the hub's certificate is trusted by. */
  Map<String, String> environment(String module) {
    return Map.of(
        EdgeEnvironment.EDGE_HUB_CONNECTION_STRING,
        emulator.moduleConnectionString(DEVICE, module),
        EdgeEnvironment.CA_CERTIFICATE_FILE,
        emulator.caCertificate().toString());
  }

  /** What edgeAgent would set. */
  Map<String, String> workloadEnvironment(String module) {
    return emulator.moduleEnvironment(DEVICE, module);
  }

  void patchDesired(String module, String patch) throws IOException {
    emulator.twins().patchDesired(DEVICE, module, (ObjectNode) JSON.readTree(patch));
  }

  ObjectNode reported(String module) {
    return emulator.twins().get(DEVICE, module).orElseThrow().reported();
  }

  MethodResult invoke(String module, String method, String payload) throws Exception {
    return emulator
        .methods()
        .invoke(DEVICE, module, method, payload, Duration.ofSeconds(20), Duration.ofSeconds(20))
        .toCompletableFuture()
        .get(40, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    emulator.close();
  }
}
