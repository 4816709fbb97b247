package fettle.emulator;

import fettle.emulator.edgehub.EdgeHubs;
import fettle.emulator.edgehub.EdgeResources;
import fettle.emulator.hub.Deployments;
import fettle.emulator.hub.MessageRefusedException;
import fettle.emulator.hub.MessageSink;
import fettle.emulator.identity.Identity;
import fettle.emulator.identity.IdentityRegistry;
import fettle.emulator.identity.TwinStore;
import fettle.emulator.link.Cuttable;
import fettle.emulator.link.InProcessLink;
import fettle.emulator.link.Upstream;
import fettle.emulator.metrics.Metrics;
import fettle.emulator.mqtt.ConnectionListener;
import fettle.emulator.mqtt.DeviceServer;
import fettle.emulator.mqtt.LocalTwins;
import fettle.emulator.mqtt.MqttLink;
import fettle.emulator.mqtt.Services;
import fettle.emulator.mqtt.TwinAccess;
import fettle.emulator.mqtt.WebSocketBridge;
import fettle.emulator.tls.DevelopmentTls;
import fettle.emulator.workload.WorkloadServer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** Everything that faces devices and modules: MQTT, the edge hubs, the workload API. */
final class DeviceSide implements AutoCloseable {

  private final Parts parts;
  private final EdgeHubs edges;
  private final Cuttable link;
  private final DeviceServer devices;
  private final WorkloadServer workload;
  private final int webSocketPort;

  /** What it stands on, shared with the hub's side. */
  record Foundation(
      EmulatorConfig config,
      Vertx vertx,
      Context loop,
      DevelopmentTls tls,
      IdentityRegistry registry,
      TwinStore twins,
      Deployments deployments,
      InstantSource clock,
      Metrics metrics) {}

  /**
   * Where messages and twins are, and who is behind an edge hub.
   *
   * @param edgeOf the edge device behind which a device is, or {@code null}
   * @param direct takes the messages of devices that are behind none
   * @param clients told of each client that comes and goes
   */
  record Wiring(
      UnaryOperator<String> edgeOf,
      Upstream upstream,
      Cuttable link,
      MessageSink direct,
      TwinAccess twins,
      ConnectionListener clients) {

    /** Edge and hub in one process: an edge device's messages go through its edge hub. */
    static Wiring inProcess(Foundation base, MessageSink hub) {
      InProcessLink link = new InProcessLink(hub, base.loop());
      boolean edges = base.config().plays(Role.EDGE);
      return new Wiring(
          device -> edges && isEdge(base.registry(), device) ? device : null,
          link,
          link,
          hub,
          new LocalTwins(base.twins(), base.loop()),
          ConnectionListener.NONE);
    }

    /** The edge role alone: every client is behind the one edge device. */
    static Wiring remote(String edgeDevice, MqttLink link) {
      return new Wiring(
          device -> edgeDevice,
          link,
          link,
          message ->
              CompletableFuture.failedFuture(
                  new MessageRefusedException("everything goes through the edge hub")),
          link,
          link);
    }

    private static boolean isEdge(IdentityRegistry registry, String deviceId) {
      return registry.find(deviceId, null).filter(Identity::edge).isPresent();
    }
  }

  private DeviceSide(Parts parts, Foundation base, Wiring wiring)
      throws IOException, GeneralSecurityException {
    this.parts = parts;
    this.link = wiring.link();
    EmulatorConfig config = base.config();
    WorkerExecutor disk = base.vertx().createSharedWorkerExecutor("fettle-store", 1);
    EdgeResources resources =
        new EdgeResources(
            base.vertx(),
            base.loop(),
            disk,
            config.dataDir().resolve("edge"),
            base.clock(),
            base.metrics());
    this.edges =
        new EdgeHubs(resources, config.edge(), wiring.edgeOf(), wiring.upstream(), wiring.direct());
    parts.add(() -> Waiting.on(edges.close()));
    base.deployments().addListener(edges);
    edges.resume();
    this.devices = devices(base, wiring);
    parts.add(() -> Waiting.on(devices.close()));
    this.webSocketPort = webSocket(base);
    this.workload =
        parts.add(
            WorkloadServer.start(
                config.dataDir().resolve("workload.sock"),
                base.registry(),
                base.tls().caCertificatePem(),
                base.metrics()));
  }

  static DeviceSide start(Foundation base, Wiring wiring)
      throws IOException, GeneralSecurityException {
    Parts parts = new Parts();
    try {
      return new DeviceSide(parts, base, wiring);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private DeviceServer devices(Foundation base, Wiring wiring) throws IOException {
    EmulatorConfig config = base.config();
    DeviceServer.Listener listener =
        new DeviceServer.Listener(
            config.listeners().bindAddress(),
            config.listeners().mqttPort(),
            config.hub().host(),
            certificate(base.tls()));
    Services services =
        new Services(base.loop(), edges, wiring.twins(), edges, wiring.clients(), base.metrics());
    return Waiting.onListener(
        DeviceServer.start(
            base.vertx(),
            listener,
            services,
            base.registry(),
            config.dataDir().resolve("sessions.json"),
            base.clock()),
        "MQTT (--mqtt-port)",
        listener.bindAddress(),
        listener.port());
  }

  private static PemKeyCertOptions certificate(DevelopmentTls tls) {
    return new PemKeyCertOptions()
        .setCertPath(tls.serverChain().toString())
        .setKeyPath(tls.serverKey().toString());
  }

  /** The port that is listened on, or {@link Listeners#NONE}. */
  private int webSocket(Foundation base) throws IOException {
    Listeners listeners = base.config().listeners();
    if (listeners.webSocketPort() == Listeners.NONE) {
      return Listeners.NONE;
    }
    WebSocketBridge.Listener listener =
        new WebSocketBridge.Listener(
            listeners.bindAddress(),
            listeners.webSocketPort(),
            certificate(base.tls()),
            new PemTrustOptions().addCertPath(base.tls().caCertificate().toString()));
    WebSocketBridge bridge =
        Waiting.onListener(
            WebSocketBridge.start(base.vertx(), listener, devices.port()),
            "MQTT over WebSocket (--websocket-port)",
            listener.bindAddress(),
            listener.port());
    parts.add(() -> Waiting.on(bridge.close()));
    return bridge.port();
  }

  EdgeHubs edges() {
    return edges;
  }

  Cuttable link() {
    return link;
  }

  DeviceServer devices() {
    return devices;
  }

  int webSocketPort() {
    return webSocketPort;
  }

  String workloadUri() {
    return workload.uri();
  }

  @Override
  public void close() {
    parts.close();
  }
}
