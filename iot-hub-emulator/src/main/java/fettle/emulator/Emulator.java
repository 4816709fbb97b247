package fettle.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.hub.MethodInvoker;
import fettle.emulator.identity.Identity;
import fettle.emulator.identity.IdentityRegistry;
import fettle.emulator.identity.TwinStore;
import fettle.emulator.link.Cuttable;
import fettle.emulator.metrics.Metrics;
import fettle.emulator.serviceapi.ServicePolicy;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An IoT Edge device's hub and an IoT Hub in this process, over their real protocols.
 *
 * <p>Start one with {@link #start}; when it returns, every listener is open. Closing it ends all
 * connections; what it has acknowledged is on disk and there again at the next start with the same
 * data folder.
 */
public final class Emulator implements AutoCloseable {

  private final Parts parts;
  private final HubFile hubFile;
  private final Foundation base;
  private final Provisioning provisioning;
  private final HubRole hub;
  private final DeviceSide devices;
  private final ServiceSide service;

  private Emulator(EmulatorConfig config, Parts parts)
      throws IOException, GeneralSecurityException {
    this.parts = parts;
    parts.add(DataFolder.open(config.dataDir()));
    this.hubFile = HubFile.cleared(config.dataDir());
    this.base = Foundation.open(config);
    this.provisioning = new Provisioning(base);
    ServicePolicy policy = ServicePolicy.open(config.dataDir());
    this.hub = parts.add(HubRole.start(base, policy));
    Vertx vertx = Vertx.vertx();
    parts.add(() -> Waiting.on(vertx.close()));
    Context loop = vertx.getOrCreateContext();
    this.devices =
        parts.add(DeviceSide.start(base, loop, DeviceSide.Wiring.inProcess(base, loop, hub.hub())));
    base.twins().onDesired(devices.devices());
    this.service = parts.add(ServiceSide.ofHub(base, vertx, policy, hub, devices));
  }

  /**
   * Starts everything that the configuration asks for.
   *
   * @throws IOException when the data folder cannot be used or a port is taken
   */
  public static Emulator start(EmulatorConfig config) throws IOException {
    return start(config, List.of());
  }

  /**
   * As {@link #start(EmulatorConfig)}; {@code hub.json} appears once the edge devices are there.
   *
   * @param edgeDevices created unless they are there
   */
  public static Emulator start(EmulatorConfig config, List<String> edgeDevices) throws IOException {
    Parts parts = new Parts();
    try {
      Emulator emulator = new Emulator(config, parts);
      edgeDevices.forEach(emulator::addEdgeDevice);
      emulator.hubFile.write(emulator.json(true));
      return emulator;
    } catch (GeneralSecurityException e) {
      parts.close();
      throw new IOException("the certificates in " + config.dataDir() + " cannot be used", e);
    } catch (IOException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  /** {@code host:port} of the MQTT listener. */
  public String mqttAddress() {
    return devices.mqttAddress();
  }

  /** {@code host:port} of MQTT over WebSocket; empty when the configuration asks for none. */
  public Optional<String> webSocketAddress() {
    return devices.webSocketAddress();
  }

  /** PEM file of the authority that signed every listener's certificate. */
  public Path caCertificate() {
    return base.tls().caCertificate();
  }

  /** {@code host:port} for Kafka clients. */
  public String kafkaBootstrap() {
    return hub.kafkaBootstrap();
  }

  /** The connection string that Kafka clients give as the password of {@code $ConnectionString}. */
  public String kafkaPassword() {
    return hub.kafkaPassword();
  }

  /** The Event Hub-compatible name. */
  public String topic() {
    return base.config().hub().topic();
  }

  /** Creates an edge device, unless it is there. */
  public Identity addEdgeDevice(String deviceId) {
    return provisioning.add(IdentityRegistry.NewIdentity.device(deviceId, true));
  }

  /** Creates a device that talks to the hub itself, unless it is there. */
  public Identity addDevice(String deviceId) {
    return provisioning.add(IdentityRegistry.NewIdentity.device(deviceId, false));
  }

  /** Creates a module, unless it is there. */
  public Identity addModule(String deviceId, String moduleId) {
    return provisioning.add(IdentityRegistry.NewIdentity.module(deviceId, moduleId));
  }

  /**
   * Applies a deployment manifest, as the service API does.
   *
   * @param manifest JSON: {@code modulesContent}, or the object around it
   * @throws IllegalArgumentException naming what is wrong with it
   */
  public void applyManifest(String deviceId, String manifest) {
    provisioning.applyManifest(deviceId, manifest);
  }

  public String deviceConnectionString(String deviceId) {
    return provisioning.connectionString(deviceId, null);
  }

  public String moduleConnectionString(String deviceId, String moduleId) {
    return provisioning.connectionString(deviceId, moduleId);
  }

  /** {@code unix://…} of the workload API. */
  public String workloadUri() {
    return devices.workloadUri();
  }

  /** The environment variables that edgeAgent would give to a module. */
  public Map<String, String> moduleEnvironment(String deviceId, String moduleId) {
    return ModuleEnvironment.of(
        provisioning.get(deviceId, moduleId), base.config(), devices.workloadUri());
  }

  /** The connection string of the policy {@code iothubowner} for service clients. */
  public String serviceConnectionString() {
    return service.connectionString();
  }

  /** {@code host:port} of the service API. */
  public String serviceAddress() {
    return service.address();
  }

  /**
   * Where everything is, as one JSON object.
   *
   * @param secrets whether connection strings are in it
   */
  public ObjectNode json(boolean secrets) {
    ObjectNode json = HubFile.addresses(this, base.config().hub(), hub.clusterId());
    if (secrets) {
      HubFile.addSecrets(json, this, base.config());
    }
    return json;
  }

  /** What lies in the lake's folder is whole blobs only. */
  public Path lakeFolder() {
    return hub.lakeFolder();
  }

  /** Stores everything that waits for its batch to be full; returns when it is in the lake. */
  public void flushLake() throws IOException {
    Waiting.on(Future.fromCompletionStage(hub.flushLake()));
  }

  /**
   * Cuts the link between edge and hub.
   *
   * @throws IllegalStateException when this process plays the hub alone
   */
  public void cutLink() {
    link().cut();
  }

  public void restoreLink() {
    link().restore();
  }

  private Cuttable link() {
    if (!base.config().plays(Role.EDGE)) {
      throw new IllegalStateException(
          "this process plays the hub alone; cut the link at the process that plays the edge");
    }
    return devices.link();
  }

  public IdentityRegistry registry() {
    return base.registry();
  }

  public TwinStore twins() {
    return base.twins();
  }

  /** Calls direct methods of connected devices and modules. */
  public MethodInvoker methods() {
    return devices.devices();
  }

  /** Counters and gauges; see {@code iot-hub-emulator/METRICS.md}. */
  public Metrics metrics() {
    return base.metrics();
  }

  @Override
  public void close() {
    parts.close();
  }
}
