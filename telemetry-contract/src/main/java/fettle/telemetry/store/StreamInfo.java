package fettle.telemetry.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which stream a store belongs to, and how it is rolled up. Written by the gateway, once; a gateway
 * that finds another stream here refuses to run.
 *
 * @param hub the hub's name
 * @param topic the Event Hub-compatible name
 * @param clusterId the broker's cluster id
 * @param partitions number of partitions, fixed for a hub
 * @param tiers finest first
 */
public record StreamInfo(
    String hub, String topic, String clusterId, int partitions, List<Tier> tiers) {

  /** The fields of the hash {@link StoreKeys#STREAM}. */
  public Map<String, String> toFields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("hub", hub);
    fields.put("topic", topic);
    fields.put("clusterId", clusterId);
    fields.put("partitions", Integer.toString(partitions));
    fields.put(
        "tiers",
        tiers.stream()
            .map(tier -> tier.widthMs() + "/" + tier.retentionMs())
            .collect(Collectors.joining(",")));
    return fields;
  }

  /**
   * Reads the hash; empty when the store is new.
   *
   * @throws IllegalArgumentException when a field is missing or not what {@link #toFields} writes
   */
  public static Optional<StreamInfo> fromFields(Map<String, String> fields) {
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    for (String name : List.of("hub", "topic", "clusterId", "partitions", "tiers")) {
      if (!fields.containsKey(name)) {
        throw new IllegalArgumentException(StoreKeys.STREAM + " has no field " + name);
      }
    }
    List<Tier> tiers =
        Stream.of(fields.get("tiers").split(","))
            .map(text -> text.split("/"))
            .map(parts -> new Tier(Long.parseLong(parts[0]), Long.parseLong(parts[1])))
            .toList();
    return Optional.of(
        new StreamInfo(
            fields.get("hub"),
            fields.get("topic"),
            fields.get("clusterId"),
            Integer.parseInt(fields.get("partitions")),
            tiers));
  }
}
