package fettle.emulator;

import fettle.emulator.events.BrokerConfig;
import fettle.emulator.events.EmbeddedBroker;
import fettle.emulator.events.EventHubConnectionString;
import fettle.emulator.events.EventHubEndpoint;
import fettle.emulator.events.PemCertificate;
import fettle.emulator.hub.Endpoint;
import fettle.emulator.hub.Hub;
import fettle.emulator.hub.HubRoutes;
import fettle.emulator.hub.Meter;
import fettle.emulator.lake.AzureBlobStore;
import fettle.emulator.lake.BlobStore;
import fettle.emulator.lake.FolderBlobStore;
import fettle.emulator.lake.LakeConfig;
import fettle.emulator.lake.StorageEndpoint;
import fettle.emulator.metrics.Metrics;
import fettle.emulator.serviceapi.ServicePolicy;
import fettle.emulator.tls.DevelopmentTls;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The parts of IoT Hub: the built-in endpoint's broker, the lake, and the hub that feeds them. */
final class HubRole implements AutoCloseable {

  private final Parts parts;
  private final EmbeddedBroker broker;
  private final EventHubConnectionString access;
  private final StorageEndpoint lake;
  private final Path lakeFolder;
  private final Meter meter;
  private final Hub hub;

  private HubRole(Parts parts, Foundation base, ServicePolicy policy)
      throws GeneralSecurityException {
    this.parts = parts;
    EmulatorConfig config = base.config();
    Metrics metrics = base.metrics();
    HubSettings settings = config.hub();
    this.access =
        new EventHubConnectionString(
            config.listeners().bindAddress(), policy.name(), policy.key(), settings.topic());
    this.broker = parts.add(EmbeddedBroker.start(brokerConfig(config, access, base.tls())));
    metrics.gauge("events.fault", () -> broker.fault().isPresent() ? 1 : 0);
    EventHubEndpoint events = parts.add(new EventHubEndpoint(broker));
    List<Endpoint> endpoints = new ArrayList<>(List.of(events));
    this.lakeFolder = lakeFolder(config);
    this.lake =
        settings.lake() == null ? null : parts.add(lake(config, lakeFolder, base.clock(), metrics));
    if (lake != null) {
      endpoints.add(lake);
    }
    this.meter = new Meter(settings.allowance(), base.clock());
    this.hub =
        new Hub(
            settings.name(),
            base.registry(),
            base.twins(),
            routes(settings),
            settings.enrichments(),
            endpoints,
            events.partitions(),
            base.clock(),
            meter,
            metrics);
  }

  static HubRole start(Foundation base, ServicePolicy policy) throws GeneralSecurityException {
    Parts parts = new Parts();
    try {
      return new HubRole(parts, base, policy);
    } catch (GeneralSecurityException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private static BrokerConfig brokerConfig(
      EmulatorConfig config, EventHubConnectionString access, DevelopmentTls tls)
      throws GeneralSecurityException {
    HubSettings settings = config.hub();
    BrokerConfig broker =
        BrokerConfig.open(config.dataDir().resolve("events"), settings.topic())
            .withBindAddress(config.listeners().bindAddress())
            .withPort(config.listeners().kafkaPort())
            .withPartitions(settings.partitions())
            .withRetention(settings.retention());
    String openHost = config.listeners().openKafkaHost();
    return openHost == null
        ? broker
            .withAccess(access)
            .withTls(new PemCertificate(tls.serverChainPem(), tls.serverKeyPem()))
        : broker.withClientHost(openHost);
  }

  private static Path lakeFolder(EmulatorConfig config) {
    HubSettings.Lake lake = config.hub().lake();
    return lake == null || lake.folder() == null ? config.dataDir().resolve("lake") : lake.folder();
  }

  private static StorageEndpoint lake(
      EmulatorConfig config, Path folder, InstantSource clock, Metrics metrics) {
    LakeConfig lake =
        LakeConfig.defaults(config.hub().name(), config.dataDir().resolve("lake-staging"))
            .withFormat(config.hub().lake().format())
            .withBatchTime(config.hub().lake().batchTime());
    return StorageEndpoint.open(lake, blobStore(config.hub().lake(), folder), clock, metrics);
  }

  private static HubRoutes routes(HubSettings settings) {
    if (settings.routes() != null) {
      return settings.routes();
    }
    return settings.lake() == null
        ? HubRoutes.fallbackOnly()
        : HubRoutes.toEventsAnd(StorageEndpoint.NAME);
  }

  private static BlobStore blobStore(HubSettings.Lake lake, Path folder) {
    return lake.container() == null
        ? new FolderBlobStore(folder)
        : new AzureBlobStore(lake.container().connectionString(), lake.container().name());
  }

  Hub hub() {
    return hub;
  }

  Meter meter() {
    return meter;
  }

  String kafkaBootstrap() {
    return broker.bootstrapServers();
  }

  String kafkaPassword() {
    return access.format();
  }

  String clusterId() {
    return broker.clusterId();
  }

  Path lakeFolder() {
    return lakeFolder;
  }

  CompletionStage<Void> flushLake() {
    return lake == null ? CompletableFuture.completedFuture(null) : lake.flush();
  }

  @Override
  public void close() {
    parts.close();
  }
}
