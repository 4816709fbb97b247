package fettle.sensor.module;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.edge.EdgeEnvironment;
import fettle.emulator.Emulator;
import fettle.emulator.EmulatorConfig;
import fettle.emulator.Listeners;
import fettle.emulator.hub.MethodResult;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A real edge hub for the module, with a second module {@code probe} that gets all its telemetry.
 */
public final class HubResource implements QuarkusTestResourceLifecycleManager {
  static final String DEVICE = "edge-01";
  static final String SENSOR = "sensor";
  static final String PROBE = "probe";
  private static final String ADDRESS = "127.0.13.1";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private Emulator emulator;

  public HubResource() {
    try {
      folder = Files.createTempDirectory("fettle-sensor");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public Map<String, String> start() {
    open();
    return Map.of(
        EdgeEnvironment.EDGE_HUB_CONNECTION_STRING,
        emulator.moduleConnectionString(DEVICE, SENSOR),
        EdgeEnvironment.CA_CERTIFICATE_FILE,
        emulator.caCertificate().toString(),
        "sensor.buffer.folder",
        folder.resolve("buffer").toString());
  }

  void open() {
    try {
      emulator =
          Emulator.start(
              EmulatorConfig.defaults(folder.resolve("hub"))
                  .withListeners(Listeners.ephemeral(ADDRESS).withMqttPort(8883)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    emulator.addEdgeDevice(DEVICE);
    emulator.addModule(DEVICE, SENSOR);
    emulator.addModule(DEVICE, PROBE);
    emulator.applyManifest(
        DEVICE,
        """
        {"modulesContent":{"$edgeAgent":{"properties.desired":{"modules":{}}},"$edgeHub":{"properties.desired":{"routes":{"probe":
          "FROM /messages/modules/sensor/outputs/telemetry INTO BrokeredEndpoint(\\"/modules/probe/inputs/telemetry\\")"
        }}}}}""");
  }

  void close() {
    emulator.close();
  }

  @Override
  public void stop() {
    emulator.close();
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(this, new TestInjector.MatchesType(HubResource.class));
  }

  Map<String, String> environment(String module) {
    return Map.of(
        EdgeEnvironment.EDGE_HUB_CONNECTION_STRING,
        emulator.moduleConnectionString(DEVICE, module),
        EdgeEnvironment.CA_CERTIFICATE_FILE,
        emulator.caCertificate().toString());
  }

  /** What edgeAgent would give to the module's process. */
  Map<String, String> workloadEnvironment(String module) {
    return emulator.moduleEnvironment(DEVICE, module);
  }

  void patchDesired(String patch) throws IOException {
    emulator.twins().patchDesired(DEVICE, SENSOR, (ObjectNode) JSON.readTree(patch));
  }

  ObjectNode reported() {
    return emulator.twins().get(DEVICE, SENSOR).orElseThrow().reported();
  }

  MethodResult.Answered invoke(String method, String payload) throws Exception {
    return (MethodResult.Answered)
        emulator
            .methods()
            .invoke(DEVICE, SENSOR, method, payload, Duration.ofSeconds(20), Duration.ofSeconds(20))
            .toCompletableFuture()
            .get(40, TimeUnit.SECONDS);
  }
}
