package fettle.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.files.PrivateFile;
import fettle.emulator.hub.Deployment;
import fettle.emulator.hub.Deployments;
import fettle.emulator.hub.MethodInvoker;
import fettle.emulator.identity.FileIdentityRegistry;
import fettle.emulator.identity.FileTwinStore;
import fettle.emulator.identity.Identity;
import fettle.emulator.identity.IdentityRegistry;
import fettle.emulator.identity.JsonFiles;
import fettle.emulator.identity.Outcome;
import fettle.emulator.identity.TwinStore;
import fettle.emulator.link.Cuttable;
import fettle.emulator.metrics.Metrics;
import fettle.emulator.serviceapi.ServiceApi;
import fettle.emulator.serviceapi.ServicePolicy;
import fettle.emulator.tls.DevelopmentTls;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.LinkedHashMap;
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

  private final EmulatorConfig config;
  private final Parts parts;
  private final Metrics metrics = new Metrics();
  private final DevelopmentTls tls;
  private final IdentityRegistry registry;
  private final TwinStore twins;
  private final HubRole hub;
  private final Deployments deployments;
  private final DeviceSide devices;
  private final ServiceApi service;
  private final ServicePolicy policy;
  private final Path hubFile;

  private Emulator(EmulatorConfig config, Parts parts)
      throws IOException, GeneralSecurityException {
    this.parts = parts;
    this.config = config;
    InstantSource clock = Clock.systemUTC();
    parts.add(DataFolder.open(config.dataDir()));
    this.hubFile = config.dataDir().resolve("hub.json");
    Files.deleteIfExists(hubFile);
    this.tls =
        DevelopmentTls.open(config.dataDir().resolve("tls"), config.serverNames(), clock.instant());
    this.registry = FileIdentityRegistry.open(config.dataDir(), clock);
    this.twins = FileTwinStore.open(config.dataDir(), registry, clock);
    this.policy = ServicePolicy.open(config.dataDir());
    this.hub = parts.add(HubRole.start(config, tls, policy, registry, twins, clock, metrics));
    Vertx vertx = Vertx.vertx();
    parts.add(() -> Waiting.on(vertx.close()));
    this.deployments = Deployments.open(config.dataDir(), registry, twins);
    DeviceSide.Foundation base =
        new DeviceSide.Foundation(
            config,
            vertx,
            vertx.getOrCreateContext(),
            tls,
            registry,
            twins,
            deployments,
            clock,
            metrics);
    this.devices = parts.add(DeviceSide.start(base, DeviceSide.Wiring.inProcess(base, hub.hub())));
    twins.onDesired(devices.devices());
    this.service = service(vertx, clock);
    parts.add(() -> Waiting.on(service.close()));
    int open = config.listeners().openServicePort();
    if (open != Listeners.NONE) {
      HttpServer everywhere =
          Waiting.onListener(
              service.open(vertx, open), "the open service API (--service-open)", "0.0.0.0", open);
      parts.add(() -> Waiting.on(everywhere.close()));
    }
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
      emulator.writeHubFile();
      return emulator;
    } catch (GeneralSecurityException e) {
      parts.close();
      throw new IOException("the certificates in " + config.dataDir() + " cannot be used", e);
    } catch (IOException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private ServiceApi service(Vertx vertx, InstantSource clock) throws IOException {
    ServiceApi.Listener listener =
        new ServiceApi.Listener(
            config.listeners().bindAddress(),
            config.listeners().httpsPort(),
            tls.serverChain(),
            tls.serverKey());
    ServiceApi.Parts served =
        new ServiceApi.Parts(
            registry,
            twins,
            deployments,
            devices.devices(),
            devices.devices(),
            metrics,
            config.hub().name(),
            hub.meter(),
            hub::flushLake,
            config.plays(Role.EDGE) ? devices.link() : null);
    return Waiting.onListener(
        ServiceApi.start(vertx, listener, config.hub().host(), policy, clock, served),
        "the service API (--https-port)",
        listener.address(),
        listener.port());
  }

  /** {@code host:port} of the MQTT listener. */
  public String mqttAddress() {
    return config.listeners().bindAddress() + ":" + devices.devices().port();
  }

  /** {@code host:port} of MQTT over WebSocket; empty when the configuration asks for none. */
  public Optional<String> webSocketAddress() {
    int port = devices.webSocketPort();
    return port == Listeners.NONE
        ? Optional.empty()
        : Optional.of(config.listeners().bindAddress() + ":" + port);
  }

  /** PEM file of the authority that signed every listener's certificate. */
  public Path caCertificate() {
    return tls.caCertificate();
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
    return config.hub().topic();
  }

  /** Creates an edge device, unless it is there. */
  public Identity addEdgeDevice(String deviceId) {
    return add(IdentityRegistry.NewIdentity.device(deviceId, true));
  }

  /** Creates a device that talks to the hub itself, unless it is there. */
  public Identity addDevice(String deviceId) {
    return add(IdentityRegistry.NewIdentity.device(deviceId, false));
  }

  /** Creates a module, unless it is there. */
  public Identity addModule(String deviceId, String moduleId) {
    return add(IdentityRegistry.NewIdentity.module(deviceId, moduleId));
  }

  private Identity add(IdentityRegistry.NewIdentity wanted) {
    return registry
        .find(wanted.deviceId(), wanted.moduleId())
        .orElseGet(
            () ->
                switch (registry.create(wanted)) {
                  case Outcome.Done<Identity> done -> done.value();
                  case Outcome.Refused<Identity> refused ->
                      throw new IllegalArgumentException(refused.detail());
                });
  }

  /**
   * Applies a deployment manifest, as the service API does.
   *
   * @param manifest JSON: {@code modulesContent}, or the object around it
   * @throws IllegalArgumentException naming what is wrong with it
   */
  public void applyManifest(String deviceId, String manifest) {
    ObjectNode content;
    try {
      content = JsonFiles.MAPPER.readValue(manifest, ObjectNode.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the manifest is no JSON object: " + e.getMessage(), e);
    }
    if (deployments.apply(deviceId, content) instanceof Outcome.Refused<Deployment> refused) {
      throw new IllegalArgumentException(refused.detail());
    }
  }

  public String deviceConnectionString(String deviceId) {
    return ConnectionString.of(identity(deviceId, null), config);
  }

  public String moduleConnectionString(String deviceId, String moduleId) {
    return ConnectionString.of(identity(deviceId, moduleId), config);
  }

  private Identity identity(String deviceId, String moduleId) {
    return registry
        .find(deviceId, moduleId)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no " + deviceId + (moduleId == null ? "" : "/" + moduleId)));
  }

  /** {@code unix://…} of the workload API. */
  public String workloadUri() {
    return devices.workloadUri();
  }

  /** The environment variables that edgeAgent would give to a module. */
  public Map<String, String> moduleEnvironment(String deviceId, String moduleId) {
    Identity module = identity(deviceId, moduleId);
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("IOTEDGE_WORKLOADURI", devices.workloadUri());
    environment.put("IOTEDGE_DEVICEID", deviceId);
    environment.put("IOTEDGE_MODULEID", moduleId);
    environment.put("IOTEDGE_MODULEGENERATIONID", module.generationId());
    environment.put("IOTEDGE_IOTHUBHOSTNAME", config.hub().host());
    environment.put("IOTEDGE_GATEWAYHOSTNAME", config.listeners().bindAddress());
    environment.put("IOTEDGE_AUTHSCHEME", "sasToken");
    return environment;
  }

  /** The connection string of the policy {@code iothubowner} for service clients. */
  public String serviceConnectionString() {
    return "HostName="
        + serviceAddress()
        + ";SharedAccessKeyName="
        + policy.name()
        + ";SharedAccessKey="
        + policy.key();
  }

  /** {@code host:port} of the service API. */
  public String serviceAddress() {
    return config.listeners().bindAddress() + ":" + service.port();
  }

  /**
   * Where everything is, as one JSON object.
   *
   * @param secrets whether connection strings are in it
   */
  public ObjectNode json(boolean secrets) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("hub", config.hub().name());
    json.put("hostName", config.hub().host());
    json.put("mqttAddress", mqttAddress());
    webSocketAddress().ifPresent(address -> json.put("webSocketAddress", address));
    json.put("serviceAddress", serviceAddress());
    json.put("kafkaBootstrap", kafkaBootstrap());
    json.put("topic", topic());
    json.put("clusterId", hub.clusterId());
    json.put("caCertificate", caCertificate().toString());
    json.put("workloadUri", workloadUri());
    json.put("lake", lakeFolder().toString());
    if (secrets) {
      json.put("serviceConnectionString", serviceConnectionString());
      json.put("kafkaPassword", kafkaPassword());
      ObjectNode strings = json.putObject("connectionStrings");
      for (Identity device : registry.devices()) {
        strings.put(device.path(), ConnectionString.of(device, config));
        registry
            .modules(device.deviceId())
            .forEach(module -> strings.put(module.path(), ConnectionString.of(module, config)));
      }
    }
    return json;
  }

  private void writeHubFile() throws IOException {
    PrivateFile.write(hubFile, json(true).toPrettyString());
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
    if (!config.plays(Role.EDGE)) {
      throw new IllegalStateException(
          "this process plays the hub alone; cut the link at the process that plays the edge");
    }
    return devices.link();
  }

  public IdentityRegistry registry() {
    return registry;
  }

  public TwinStore twins() {
    return twins;
  }

  /** Calls direct methods of connected devices and modules. */
  public MethodInvoker methods() {
    return devices.devices();
  }

  /** Counters and gauges; see {@code iot-hub-emulator/METRICS.md}. */
  public Metrics metrics() {
    return metrics;
  }

  @Override
  public void close() {
    parts.close();
  }
}
