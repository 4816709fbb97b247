package fettle.ops.provision;

import fettle.ops.environment.Problems;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What things cost, in US dollars, roughly: the size of list prices of the region East US in 2025,
 * without tax or discount. They were not checked against a price sheet and are for orientation
 * only: look yours up (azure.microsoft.com/pricing), and let the section {@code provision.prices}
 * replace any of them by its name. The node hour is that of a Standard_DS3_v2.
 */
enum Price {
  HUB_S1_UNIT_MONTH("hubS1UnitMonth", 25),
  HUB_S2_UNIT_MONTH("hubS2UnitMonth", 250),
  HUB_S3_UNIT_MONTH("hubS3UnitMonth", 2_500),
  LAKE_GB_MONTH("lakeGbMonth", 0.021),
  REGISTRY_BASIC_MONTH("registryBasicMonth", 5),
  REGISTRY_STANDARD_MONTH("registryStandardMonth", 20),
  REGISTRY_PREMIUM_MONTH("registryPremiumMonth", 50),
  TRAINING_NODE_HOUR("trainingNodeHour", 0.23),
  EVENT_HUBS_UNIT_MONTH("eventHubsUnitMonth", 22),
  EVENT_HUBS_MILLION_EVENTS("eventHubsMillionEvents", 0.028),
  REDIS_BASIC_C1_MONTH("redisBasicC1Month", 40),
  REDIS_STANDARD_C1_MONTH("redisStandardC1Month", 101),
  REDIS_PREMIUM_P1_MONTH("redisPremiumP1Month", 405);

  private final String key;
  private final double dollars;

  Price(String key, double dollars) {
    this.key = key;
    this.dollars = dollars;
  }

  /** The price, or what the config says instead. */
  double in(Map<String, Double> overrides) {
    return overrides.getOrDefault(key, dollars);
  }

  static void check(Problems problems, String path, String name, double dollars) {
    problems.require(
        Arrays.stream(values()).anyMatch(price -> price.key.equals(name)),
        path + "." + name,
        dollars,
        "is no known price; there are "
            + Arrays.stream(values()).map(price -> price.key).collect(Collectors.joining(", ")));
    problems.require(dollars >= 0, path + "." + name, dollars, "must not be negative");
  }
}
