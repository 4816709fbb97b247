package fettle.emulator;

import fettle.emulator.edgehub.EdgeHubs;
import fettle.emulator.edgehub.EdgeResources;
import fettle.emulator.hub.MessageRefusedException;
import fettle.emulator.hub.MessageSink;
import fettle.emulator.identity.Identity;
import fettle.emulator.identity.IdentityRegistry;
import fettle.emulator.link.Cuttable;
import fettle.emulator.link.InProcessLink;
import fettle.emulator.link.Upstream;
import fettle.emulator.mqtt.ConnectionListener;
import fettle.emulator.mqtt.DeviceServer;
import fettle.emulator.mqtt.LocalTwins;
import fettle.emulator.mqtt.MqttLink;
import fettle.emulator.mqtt.Services;
import fettle.emulator.mqtt.TwinAccess;
import fettle.emulator.mqtt.WebSocketBridge;
import fettle.emulator.workload.WorkloadServer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** Everything that faces devices and modules: MQTT, the edge hubs, the workload API. */
final class DeviceSide implements AutoCloseable {

  private final Parts parts;
  private final EdgeHubs edges;
  private final Cuttable link;
  private final DeviceServer devices;
  private final WorkloadServer workload;
  private final Optional<String> webSocketAddress;
  private final String bindAddress;

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
    static Wiring inProcess(Foundation base, Context loop, MessageSink hub) {
      InProcessLink link = new InProcessLink(hub, loop);
      boolean edges = base.config().plays(Role.EDGE);
      return new Wiring(
          device -> edges && isEdge(base.registry(), device) ? device : null,
          link,
          link,
          hub,
          new LocalTwins(base.twins(), loop),
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

  private DeviceSide(Parts parts, Foundation base, Context loop, Wiring wiring)
      throws IOException, GeneralSecurityException {
    this.parts = parts;
    this.link = wiring.link();
    this.bindAddress = base.config().listeners().bindAddress();
    EmulatorConfig config = base.config();
    Vertx vertx = loop.owner();
    WorkerExecutor disk = vertx.createSharedWorkerExecutor("fettle-store", 1);
    EdgeResources resources =
        new EdgeResources(
            vertx, loop, disk, config.dataDir().resolve("edge"), base.clock(), base.metrics());
    this.edges =
        new EdgeHubs(resources, config.edge(), wiring.edgeOf(), wiring.upstream(), wiring.direct());
    parts.add(() -> Waiting.on(edges.close()));
    base.deployments().addListener(edges);
    edges.resume();
    this.devices = devices(base, loop, wiring);
    parts.add(() -> Waiting.on(devices.close()));
    this.webSocketAddress = webSocket(base, vertx);
    this.workload =
        parts.add(
            WorkloadServer.start(
                config.dataDir().resolve("workload.sock"),
                base.registry(),
                base.tls().caCertificatePem(),
                base.metrics()));
  }

  static DeviceSide start(Foundation base, Context loop, Wiring wiring)
      throws IOException, GeneralSecurityException {
    Parts parts = new Parts();
    try {
      return new DeviceSide(parts, base, loop, wiring);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private DeviceServer devices(Foundation base, Context loop, Wiring wiring) throws IOException {
    EmulatorConfig config = base.config();
    DeviceServer.Listener listener =
        new DeviceServer.Listener(
            config.listeners().bindAddress(),
            config.listeners().mqttPort(),
            config.hub().host(),
            KeyCertOptions.wrap(base.tls().serverKeys()));
    Services services =
        new Services(loop, edges, wiring.twins(), edges, wiring.clients(), base.metrics());
    return Waiting.onListener(
        DeviceServer.start(
            loop.owner(),
            listener,
            services,
            base.registry(),
            config.dataDir().resolve("sessions.json"),
            base.clock()),
        "MQTT (--mqtt-port)",
        listener.bindAddress(),
        listener.port());
  }

  private Optional<String> webSocket(Foundation base, Vertx vertx) throws IOException {
    Listeners listeners = base.config().listeners();
    if (listeners.webSocketPort() == Listeners.NONE) {
      return Optional.empty();
    }
    WebSocketBridge.Listener listener =
        new WebSocketBridge.Listener(
            listeners.bindAddress(),
            listeners.webSocketPort(),
            KeyCertOptions.wrap(base.tls().serverKeys()),
            new PemTrustOptions().addCertPath(base.tls().caCertificate().toString()));
    WebSocketBridge bridge =
        Waiting.onListener(
            WebSocketBridge.start(vertx, listener, devices.port()),
            "MQTT over WebSocket (--websocket-port)",
            listener.bindAddress(),
            listener.port());
    parts.add(() -> Waiting.on(bridge.close()));
    return Optional.of(listener.bindAddress() + ":" + bridge.port());
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

  /** {@code host:port} of the MQTT listener. */
  String mqttAddress() {
    return bindAddress + ":" + devices.port();
  }

  /** {@code host:port} of MQTT over WebSocket; empty when the configuration asks for none. */
  Optional<String> webSocketAddress() {
    return webSocketAddress;
  }

  String workloadUri() {
    return workload.uri();
  }

  @Override
  public void close() {
    parts.close();
  }
}
