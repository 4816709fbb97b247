package fettle.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.hub.Deployments;
import fettle.emulator.identity.FileIdentityRegistry;
import fettle.emulator.identity.FileTwinStore;
import fettle.emulator.identity.Identity;
import fettle.emulator.identity.IdentityRegistry;
import fettle.emulator.identity.TwinStore;
import fettle.emulator.link.HubAddress;
import fettle.emulator.link.ScopeSync;
import fettle.emulator.metrics.Metrics;
import fettle.emulator.mqtt.MqttLink;
import fettle.emulator.serviceapi.ServiceApi;
import fettle.emulator.serviceapi.ServicePolicy;
import fettle.emulator.tls.DevelopmentTls;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The edge role alone, for one edge device, linked to a hub role in another process. Identities and
 * the deployment come from the hub, at the start and every two seconds; they last, so that this
 * side also starts when the hub is away. Its clients must trust this side's own authority.
 */
public final class RemoteEdge implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RemoteEdge.class);
  private static final long SYNC_MS = 2_000;
  private static final String SYNC_FAILURES = "edge.sync.failures";

  private final EmulatorConfig config;
  private final Parts parts;
  private final Metrics metrics = new Metrics();
  private final DevelopmentTls tls;
  private final IdentityRegistry registry;
  private final DeviceSide side;
  private final ServiceApi service;

  private RemoteEdge(EmulatorConfig config, HubAddress hub, String deviceId, Parts parts)
      throws IOException, GeneralSecurityException {
    // clients of the edge sign for the hub that it belongs to
    this.config = config.withHub(settings -> settings.withHost(hub.hostName()));
    this.parts = parts;
    InstantSource clock = Clock.systemUTC();
    parts.add(DataFolder.open(config.dataDir()));
    this.tls =
        DevelopmentTls.open(
            config.dataDir().resolve("tls"), this.config.serverNames(), clock.instant());
    this.registry = FileIdentityRegistry.open(config.dataDir(), clock);
    TwinStore twins = FileTwinStore.open(config.dataDir(), registry, clock);
    Deployments deployments = Deployments.open(config.dataDir(), registry, twins);
    ScopeSync sync =
        new ScopeSync(
            hub,
            deviceId,
            DevelopmentTls.clientContext(hub.caCertificate()),
            registry,
            deployments,
            clock);
    metrics.count(SYNC_FAILURES, 0);
    attempt(sync, metrics);
    Vertx vertx = Vertx.vertx();
    parts.add(() -> Waiting.on(vertx.close()));
    Context loop = vertx.getOrCreateContext();
    MqttLink link = new MqttLink(vertx, loop, hub, registry);
    this.side =
        parts.add(
            DeviceSide.start(
                new DeviceSide.Foundation(
                    this.config, vertx, loop, tls, registry, twins, deployments, clock, metrics),
                DeviceSide.Wiring.remote(deviceId, link)));
    link.deliverTo(side.devices(), side.devices());
    this.service = service(vertx, hub, clock);
    parts.add(() -> Waiting.on(service.close()));
    ScheduledExecutorService syncing =
        Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().name("fettle-sync").unstarted(work));
    parts.add(syncing::shutdownNow);
    syncing.scheduleWithFixedDelay(
        () -> attempt(sync, metrics), SYNC_MS, SYNC_MS, TimeUnit.MILLISECONDS);
  }

  /**
   * Starts the edge role; returns when its listeners are open.
   *
   * @throws IOException when the data folder cannot be used or a port is taken
   */
  public static RemoteEdge start(EmulatorConfig config, HubAddress hub, String deviceId)
      throws IOException {
    Parts parts = new Parts();
    try {
      return new RemoteEdge(config, hub, deviceId, parts);
    } catch (GeneralSecurityException e) {
      parts.close();
      throw new IOException("the certificates in " + config.dataDir() + " cannot be used", e);
    } catch (IOException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  /** Callers sign as for the hub's service API. */
  private ServiceApi service(Vertx vertx, HubAddress hub, InstantSource clock) throws IOException {
    ServiceApi.Listener listener =
        new ServiceApi.Listener(
            config.listeners().bindAddress(),
            config.listeners().httpsPort(),
            tls.serverChain(),
            tls.serverKey());
    return Waiting.onListener(
        ServiceApi.startForEdge(
            vertx,
            listener,
            hub.hostName(),
            new ServicePolicy(hub.policy(), hub.policyKey()),
            clock,
            metrics,
            side.link()),
        "metrics and the link (--https-port)",
        listener.address(),
        listener.port());
  }

  private static void attempt(ScopeSync sync, Metrics metrics) {
    try {
      sync.sync();
    } catch (IOException | RuntimeException e) {
      metrics.count(SYNC_FAILURES);
      LOG.warn("the hub's identities and deployment are not known anew: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** {@code host:port} of the MQTT listener. */
  public String mqttAddress() {
    return config.listeners().bindAddress() + ":" + side.devices().port();
  }

  /** {@code host:port} of {@code /emulator/metrics} and {@code /emulator/link}. */
  public String serviceAddress() {
    return config.listeners().bindAddress() + ":" + service.port();
  }

  /** PEM file of the authority that this side's clients must trust. */
  public Path caCertificate() {
    return tls.caCertificate();
  }

  public String workloadUri() {
    return side.workloadUri();
  }

  /** With this side as the gateway. */
  public String moduleConnectionString(String deviceId, String moduleId) {
    Identity module =
        registry
            .find(deviceId, moduleId)
            .orElseThrow(
                () -> new IllegalArgumentException("there is no " + deviceId + "/" + moduleId));
    return ConnectionString.of(module, config);
  }

  /** Where everything is, without secrets. */
  public ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("mqttAddress", mqttAddress())
        .put("serviceAddress", serviceAddress())
        .put("caCertificate", caCertificate().toString())
        .put("workloadUri", workloadUri());
  }

  public void cutLink() {
    side.link().cut();
  }

  public void restoreLink() {
    side.link().restore();
  }

  public Metrics metrics() {
    return metrics;
  }

  @Override
  public void close() {
    parts.close();
  }
}
