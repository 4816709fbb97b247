package fettle.emulator;

import fettle.emulator.hub.Allowance;
import fettle.emulator.hub.Endpoint;
import fettle.emulator.hub.Enrichment;
import fettle.emulator.hub.HubRoute;
import fettle.emulator.hub.HubRoutes;
import fettle.emulator.hub.RouteCondition;
import fettle.emulator.hub.Tier;
import fettle.emulator.lake.StorageEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the hub is called, what it routes and how much it takes, from the command line. */
final class HubOptions {

  @Option(names = "--hub", description = "Name of the hub.")
  private String name = HubSettings.DEFAULT.name();

  @Option(names = "--host", description = "Host name that devices sign for; has a dot.")
  private String host = HubSettings.DEFAULT.host();

  @Option(names = "--topic", description = "Event Hub-compatible name.")
  private String topic = HubSettings.DEFAULT.topic();

  @Option(names = "--partitions", description = "Partitions of a new built-in endpoint, 1 to 32.")
  private int partitions = HubSettings.DEFAULT.partitions();

  @Option(
      names = "--enrichment",
      paramLabel = "KEY=VALUE",
      description =
          "Application property that the hub adds to every message: text, $iothubname or a path"
              + " like $twin.tags.site; may be repeated.")
  private Map<String, String> enrichments = Map.of();

  @Option(
      names = "--route",
      paramLabel = "NAME=ENDPOINT [WHERE CONDITION]",
      description =
          "Route of the hub to events or lake, like \"scored=lake WHERE kind = 'scored'\"; may be"
              + " repeated. Without any, every message goes to both; with some, events also gets"
              + " what none of them takes.")
  private Map<String, String> routes = Map.of();

  @Option(
      names = "--tier",
      description =
          "Takes no more than a hub of this tier: ${COMPLETION-CANDIDATES}. Beyond its messages a"
              + " day or a second it closes connections as IoT Hub does. Without, it takes"
              + " everything.")
  private Tier tier;

  @Option(names = "--units", description = "Units of that tier.")
  private int units = 1;

  @Option(
      names = "--daily-messages",
      description = "Messages of a UTC day instead of the tier's; 0 for any number.")
  private Long dailyMessages;

  @Mixin private LakeOptions lake = new LakeOptions();

  /** The settings given, with these options in them. */
  HubSettings settings(HubSettings settings) {
    return settings
        .withName(name)
        .withHost(host)
        .withTopic(topic)
        .withPartitions(partitions)
        .withEnrichments(enrichments())
        .withRoutes(routes())
        .withAllowance(allowance())
        .withLake(lake.lake());
  }

  private List<Enrichment> enrichments() {
    Set<String> everywhere = Set.of(Endpoint.EVENTS, StorageEndpoint.NAME);
    return enrichments.entrySet().stream()
        .map(one -> new Enrichment(one.getKey(), one.getValue(), everywhere))
        .toList();
  }

  private Allowance allowance() {
    Allowance given = tier == null ? Allowance.UNLIMITED : tier.of(units);
    return dailyMessages == null ? given : given.withMessages(dailyMessages);
  }

  /** {@code null} for the usual ones. */
  private HubRoutes routes() {
    return routes.isEmpty()
        ? null
        : new HubRoutes(
            routes.entrySet().stream().map(one -> route(one.getKey(), one.getValue())).toList(),
            true);
  }

  private static HubRoute route(String name, String text) {
    String[] parts = text.strip().split("(?i)\\s+WHERE\\s+", 2);
    return new HubRoute(
        name, RouteCondition.parse(parts.length == 1 ? "true" : parts[1]), parts[0]);
  }
}
