package fettle.emulator;

import fettle.emulator.hub.Allowance;
import fettle.emulator.hub.Enrichment;
import fettle.emulator.hub.HubRoutes;
import fettle.emulator.lake.LakeFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What the hub role is.
 *
 * @param name {@code $iothubname}, and the first part of blob names
 * @param host the name that devices sign for; needs a dot, or SDKs refuse it
 * @param topic the Event Hub-compatible name
 * @param partitions 1 to 32, fixed when the data folder is new
 * @param retention how long the built-in endpoint keeps messages
 * @param enrichments at most ten
 * @param lake the storage endpoint; {@code null} for none
 * @param routes which endpoints get which messages; {@code null} for all messages to all endpoints
 * @param allowance what the hub may take
 */
public record HubSettings(
    String name,
    String host,
    String topic,
    int partitions,
    Duration retention,
    List<Enrichment> enrichments,
    Lake lake,
    HubRoutes routes,
    Allowance allowance) {

  /** Hub {@code fettle} at {@code fettle.local}, topic {@code fettle-telemetry} in 4 partitions. */
  public static final HubSettings DEFAULT =
      new HubSettings(
          "fettle",
          "fettle.local",
          "fettle-telemetry",
          4,
          Duration.ofDays(1),
          List.of(),
          Lake.DEFAULT,
          null,
          Allowance.UNLIMITED);

  /**
   * The storage route.
   *
   * @param folder where blobs go; {@code null} takes {@code lake} in the data folder
   * @param batchTime after which a batch becomes a blob
   * @param container where blobs go instead of a folder, or {@code null}
   */
  public record Lake(Path folder, LakeFormat format, Duration batchTime, Container container) {

    /** Avro every 60 s, in the data folder. */
    public static final Lake DEFAULT =
        new Lake(null, LakeFormat.AVRO, Duration.ofSeconds(60), null);

    public Lake withFormat(LakeFormat wanted) {
      return new Lake(folder, wanted, batchTime, container);
    }

    public Lake withBatchTime(Duration wanted) {
      return new Lake(folder, format, wanted, container);
    }
  }

  /**
   * A Blob container.
   *
   * @param connectionString of the storage account
   */
  public record Container(String connectionString, String name) {

    @Override
    public String toString() {
      return "Container[" + name + "]";
    }
  }

  public HubSettings {
    if (!host.contains(".")) {
      throw new IllegalArgumentException("host=" + host + " must have a dot, as SDKs demand");
    }
    enrichments = List.copyOf(enrichments);
  }

  public HubSettings withName(String hubName) {
    return new HubSettings(
        hubName, host, topic, partitions, retention, enrichments, lake, routes, allowance);
  }

  public HubSettings withHost(String hostName) {
    return new HubSettings(
        name, hostName, topic, partitions, retention, enrichments, lake, routes, allowance);
  }

  public HubSettings withTopic(String eventHubName) {
    return new HubSettings(
        name, host, eventHubName, partitions, retention, enrichments, lake, routes, allowance);
  }

  public HubSettings withPartitions(int count) {
    return new HubSettings(
        name, host, topic, count, retention, enrichments, lake, routes, allowance);
  }

  public HubSettings withRetention(Duration duration) {
    return new HubSettings(
        name, host, topic, partitions, duration, enrichments, lake, routes, allowance);
  }

  public HubSettings withEnrichments(List<Enrichment> all) {
    return new HubSettings(name, host, topic, partitions, retention, all, lake, routes, allowance);
  }

  public HubSettings withLake(Lake route) {
    return new HubSettings(
        name, host, topic, partitions, retention, enrichments, route, routes, allowance);
  }

  public HubSettings withRoutes(HubRoutes wanted) {
    return new HubSettings(
        name, host, topic, partitions, retention, enrichments, lake, wanted, allowance);
  }

  public HubSettings withAllowance(Allowance wanted) {
    return new HubSettings(
        name, host, topic, partitions, retention, enrichments, lake, routes, wanted);
  }
}
