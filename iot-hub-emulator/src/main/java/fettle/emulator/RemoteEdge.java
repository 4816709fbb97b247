package fettle.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.link.HubAddress;
import fettle.emulator.link.ScopeSync;
import fettle.emulator.metrics.Metrics;
import fettle.emulator.mqtt.MqttLink;
import fettle.emulator.serviceapi.ServicePolicy;
import fettle.emulator.tls.DevelopmentTls;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
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

  private final Parts parts;
  private final Foundation base;
  private final DeviceSide side;
  private final ServiceSide service;

  private RemoteEdge(EmulatorConfig config, HubAddress hub, String deviceId, Parts parts)
      throws IOException, GeneralSecurityException {
    this.parts = parts;
    parts.add(DataFolder.open(config.dataDir()));
    // clients of the edge sign for the hub that it belongs to
    this.base = Foundation.open(config.withHub(settings -> settings.withHost(hub.hostName())));
    Metrics metrics = base.metrics();
    ScopeSync sync =
        new ScopeSync(
            hub,
            deviceId,
            DevelopmentTls.clientContext(hub.caCertificate()),
            base.registry(),
            base.deployments(),
            base.clock());
    metrics.count(SYNC_FAILURES, 0);
    attempt(sync, metrics);
    Vertx vertx = Vertx.vertx();
    parts.add(() -> Waiting.on(vertx.close()));
    Context loop = vertx.getOrCreateContext();
    MqttLink link = new MqttLink(vertx, loop, hub, base.registry());
    this.side = parts.add(DeviceSide.start(base, loop, DeviceSide.Wiring.remote(deviceId, link)));
    link.deliverTo(side.devices(), side.devices());
    ServicePolicy policy = new ServicePolicy(hub.policy(), hub.policyKey());
    this.service = parts.add(ServiceSide.ofEdge(base, vertx, policy, side));
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
    return side.mqttAddress();
  }

  /** {@code host:port} of {@code /emulator/metrics} and {@code /emulator/link}. */
  public String serviceAddress() {
    return service.address();
  }

  /** PEM file of the authority that this side's clients must trust. */
  public Path caCertificate() {
    return base.tls().caCertificate();
  }

  public String workloadUri() {
    return side.workloadUri();
  }

  /** With this side as the gateway. */
  public String moduleConnectionString(String deviceId, String moduleId) {
    return new Provisioning(base).connectionString(deviceId, moduleId);
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
    return base.metrics();
  }

  @Override
  public void close() {
    parts.close();
  }
}
