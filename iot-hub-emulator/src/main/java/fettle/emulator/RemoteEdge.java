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
import fettle.emulator.tls.DevelopmentTls;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.InstantSource;
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

  private final EmulatorConfig config;
  private final Parts parts;
  private final Metrics metrics = new Metrics();
  private final DevelopmentTls tls;
  private final IdentityRegistry registry;
  private final DeviceSide side;

  private RemoteEdge(EmulatorConfig config, HubAddress hub, String deviceId, Parts parts)
      throws IOException, GeneralSecurityException {
    this.config = config;
    this.parts = parts;
    InstantSource clock = Clock.systemUTC();
    parts.add(DataFolder.open(config.dataDir()));
    this.tls =
        DevelopmentTls.open(config.dataDir().resolve("tls"), config.serverNames(), clock.instant());
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
    attempt(sync);
    Vertx vertx = Vertx.vertx();
    parts.add(() -> Waiting.on(vertx.close()));
    Context loop = vertx.getOrCreateContext();
    MqttLink link = new MqttLink(vertx, loop, hub, registry);
    this.side =
        parts.add(
            DeviceSide.start(
                new DeviceSide.Foundation(
                    config, vertx, loop, tls, registry, twins, deployments, clock, metrics),
                DeviceSide.Wiring.remote(deviceId, link)));
    link.deliverTo(side.devices(), side.devices());
    WorkerExecutor syncing = vertx.createSharedWorkerExecutor("fettle-sync", 1);
    vertx.setPeriodic(SYNC_MS, ignored -> syncing.executeBlocking(() -> attempt(sync), false));
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

  private static boolean attempt(ScopeSync sync) {
    try {
      sync.sync();
      return true;
    } catch (IOException | IllegalStateException e) {
      LOG.warn("the hub's identities and deployment are not known anew: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  /** {@code host:port} of the MQTT listener. */
  public String mqttAddress() {
    return config.listeners().bindAddress() + ":" + side.devices().port();
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
