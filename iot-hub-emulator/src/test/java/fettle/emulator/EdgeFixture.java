package fettle.emulator;

import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.ModuleClient;
import fettle.emulator.edgehub.EdgeSettings;
import fettle.emulator.hub.Deployment;
import fettle.emulator.hub.Deployments;
import fettle.emulator.hub.MethodInvoker;
import fettle.emulator.identity.FileIdentityRegistry;
import fettle.emulator.identity.FileTwinStore;
import fettle.emulator.identity.Identity;
import fettle.emulator.identity.IdentityRegistry;
import fettle.emulator.identity.Outcome;
import fettle.emulator.identity.TwinStore;
import fettle.emulator.link.Cuttable;
import fettle.emulator.metrics.Metrics;
import fettle.emulator.tls.DevelopmentTls;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The device-facing side with a hub that only remembers what it got: real MQTT, TLS, routing and
 * store, without a broker. Listens on port 8883, which Microsoft's SDKs demand, of a loopback
 * address of its own.
 */
public final class EdgeFixture implements AutoCloseable {

  /** A process that a test starts gets its test's address in this system property. */
  public static final String ADDRESS_PROPERTY = "fettle.test.address";

  /** This process's own, so that test runs side by side each have a port 8883. */
  public static final String ADDRESS =
      System.getProperty(ADDRESS_PROPERTY, ofProcess(ProcessHandle.current().pid()));

  public static final String DEVICE = "edge-01";

  public final RecordingHub hub = new RecordingHub();
  public final Metrics metrics = new Metrics();
  public final DevelopmentTls tls;
  public final IdentityRegistry registry;
  public final TwinStore twins;
  public final EmulatorConfig config;
  private final List<AutoCloseable> clients = new ArrayList<>();
  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final DeviceSide side;

  private EdgeFixture(EmulatorConfig config) throws IOException, GeneralSecurityException {
    this.config = config;
    Clock clock = Clock.systemUTC();
    tls = DevelopmentTls.open(config.dataDir().resolve("tls"), List.of(ADDRESS), clock.instant());
    registry = FileIdentityRegistry.open(config.dataDir(), clock);
    twins = FileTwinStore.open(config.dataDir(), registry, clock);
    Foundation base =
        new Foundation(
            config,
            tls,
            registry,
            twins,
            Deployments.open(config.dataDir(), registry, twins),
            clock,
            metrics);
    side = DeviceSide.start(base, loop, DeviceSide.Wiring.inProcess(base, loop, hub));
    twins.onDesired(side.devices());
    add(IdentityRegistry.NewIdentity.device(DEVICE, true));
  }

  private static String ofProcess(long pid) {
    return "127.11." + pid / 250 % 250 + "." + (1 + pid % 250);
  }

  public static EdgeFixture start(Path dataDir) throws IOException, GeneralSecurityException {
    return start(dataDir, EdgeSettings.DEFAULT);
  }

  public static EdgeFixture start(Path dataDir, EdgeSettings settings)
      throws IOException, GeneralSecurityException {
    return new EdgeFixture(
        EmulatorConfig.defaults(dataDir)
            .withEdge(settings)
            .withListeners(listeners -> listeners.withBindAddress(ADDRESS).withWebSocketPort(0)));
  }

  /** Stops this side under its clients, which stay open, and starts it anew. */
  public static EdgeFixture restarted(EdgeFixture before)
      throws IOException, GeneralSecurityException {
    before.stopSide();
    EdgeFixture after = new EdgeFixture(before.config);
    after.clients.addAll(before.clients);
    return after;
  }

  public boolean isConnected(String deviceId, String moduleId) {
    return side.devices().isConnected(deviceId, moduleId);
  }

  public MethodInvoker methods() {
    return side.devices();
  }

  public Cuttable link() {
    return side.link();
  }

  public Identity add(IdentityRegistry.NewIdentity identity) {
    return registry
        .find(identity.deviceId(), identity.moduleId())
        .orElseGet(
            () ->
                switch (registry.create(identity)) {
                  case Outcome.Done<Identity> done -> done.value();
                  case Outcome.Refused<Identity> refused ->
                      throw new IllegalStateException(refused.detail());
                });
  }

  /** Applies routes by name, each {@code FROM … INTO …}. */
  public void routes(String... texts) {
    routes(Deployment.Route.LOWEST, Duration.ofHours(2), texts);
  }

  public void routes(int priority, Duration timeToLive, String... texts) {
    List<Deployment.Route> routes = new ArrayList<>();
    for (String text : texts) {
      routes.add(new Deployment.Route("route" + routes.size(), text, priority, timeToLive));
    }
    deploy(routes);
  }

  public void deploy(List<Deployment.Route> routes) {
    side.edges().apply(DEVICE, new Deployment(Map.of(), routes, Duration.ofHours(2), null));
  }

  public static String connectionString(String deviceId, String moduleId, String key) {
    return "HostName=fettle.local;DeviceId="
        + deviceId
        + (moduleId == null ? "" : ";ModuleId=" + moduleId)
        + ";SharedAccessKey="
        + key
        + ";GatewayHostName="
        + ADDRESS;
  }

  /** A module of the edge device, made if need be; not yet open. Closed with this fixture. */
  public ModuleClient module(String moduleId) throws Exception {
    Identity identity = add(IdentityRegistry.NewIdentity.module(DEVICE, moduleId));
    return remember(
        new ModuleClient(
            connectionString(DEVICE, moduleId, identity.primaryKey()),
            IotHubClientProtocol.MQTT,
            options()));
  }

  /** A device that uses MQTT over WebSocket. */
  public DeviceClient deviceOverWebSocket(String deviceId) throws Exception {
    Identity identity = add(IdentityRegistry.NewIdentity.device(deviceId, false));
    String gateway = side.webSocketAddress().orElseThrow();
    DeviceClient client =
        new DeviceClient(
            connectionString(deviceId, null, identity.primaryKey()).replace(ADDRESS, gateway),
            IotHubClientProtocol.MQTT_WS,
            options());
    clients.add(client::close);
    return client;
  }

  public DeviceClient device(String deviceId) throws Exception {
    Identity identity = add(IdentityRegistry.NewIdentity.device(deviceId, false));
    DeviceClient client =
        new DeviceClient(
            connectionString(deviceId, null, identity.primaryKey()),
            IotHubClientProtocol.MQTT,
            options());
    clients.add(client::close);
    return client;
  }

  public ModuleClient remember(ModuleClient client) {
    clients.add(client::close);
    return client;
  }

  /** Ticks of a millisecond; trusts the development CA. */
  public ClientOptions options() throws Exception {
    return ClientOptions.builder()
        .sslContext(tls.clientContext())
        .messagesSentPerSendInterval(1000)
        .sendInterval(1)
        .receiveInterval(1)
        .build();
  }

  /** The variables that edgeAgent gives. */
  public Map<String, String> environment(String moduleId) {
    Identity module = add(IdentityRegistry.NewIdentity.module(DEVICE, moduleId));
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("IOTEDGE_WORKLOADURI", side.workloadUri());
    environment.put("IOTEDGE_DEVICEID", DEVICE);
    environment.put("IOTEDGE_MODULEID", moduleId);
    environment.put("IOTEDGE_MODULEGENERATIONID", module.generationId());
    environment.put("IOTEDGE_IOTHUBHOSTNAME", "fettle.local");
    environment.put("IOTEDGE_GATEWAYHOSTNAME", ADDRESS);
    environment.put("IOTEDGE_AUTHSCHEME", "sasToken");
    return environment;
  }

  @Override
  public void close() {
    try {
      Closing.all(clients.reversed().toArray(AutoCloseable[]::new));
    } finally {
      stopSide();
    }
  }

  private void stopSide() {
    side.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
