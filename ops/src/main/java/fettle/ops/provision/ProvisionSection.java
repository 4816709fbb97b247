package fettle.ops.provision;

import fettle.ops.environment.Problems;
import fettle.ops.environment.Section;
import java.util.Map;

/**
 * Section {@code provision}: what an environment has in the cloud. Everything has a default.
 *
 * @param prices replace those of {@link Price}, by name, in US dollars
 */
record ProvisionSection(
    LearningSettings ml,
    HubSettings hub,
    LakeSettings lake,
    EventHubsSettings eventHubs,
    RedisSettings redis,
    AccessSettings access,
    ClusterSettings cluster,
    LoadSettings load,
    Map<String, Double> prices)
    implements Section {

  ProvisionSection {
    ml =
        ml == null
            ? new LearningSettings(null, null, null, null, null, null, null, null, null, null)
            : ml;
    hub = hub == null ? new HubSettings(null, null, null, null, null, null, null, null) : hub;
    lake = lake == null ? new LakeSettings(null, null, null, null, null, null, null) : lake;
    eventHubs =
        eventHubs == null ? new EventHubsSettings(null, null, null, null, null, null) : eventHubs;
    redis = redis == null ? new RedisSettings(null, null, null, null) : redis;
    access = access == null ? new AccessSettings(null, null) : access;
    cluster = cluster == null ? new ClusterSettings(null, null) : cluster;
    load = load == null ? new LoadSettings(null, null, null, null, null, null, null) : load;
    prices = prices == null ? Map.of() : Map.copyOf(prices);
  }

  @Override
  public void check(Problems problems, String path) {
    ml.check(problems, path + ".ml");
    hub.check(problems, path + ".hub");
    lake.check(problems, path + ".lake");
    eventHubs.check(problems, path + ".eventHubs");
    redis.check(problems, path + ".redis");
    access.check(problems, path + ".access");
    cluster.check(problems, path + ".cluster");
    load.check(problems, path + ".load");
    prices.forEach((name, dollars) -> Price.check(problems, path + ".prices", name, dollars));
  }
}
