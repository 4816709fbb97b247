package fettle.ops.provision;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a config costs a month, in US dollars, by {@link Price}. */
final class Costs {
  private static final double GIGABYTE = 1e9;
  private static final double MILLION = 1e6;

  /** Sizes C0 to C6 of a cache, as multiples of C1's price. */
  private static final double[] CACHE_SIZES = {0.4, 1, 1.63, 3.26, 3.8, 7.6, 15.2};

  private Costs() {}

  /**
   * @param messages a month
   * @param bytes a month that reach the lake
   */
  static Map<String, Double> monthly(ProvisionSection config, double messages, double bytes) {
    Map<String, Double> prices = config.prices();
    Map<String, Double> costs = new TreeMap<>();
    HubSettings hub = config.hub();
    costs.put("IoT hub, %d × %s".formatted(hub.units(), hub.sku()), hub.units() * unit(config));
    costs.put(
        "lake, %d month(s) kept".formatted(config.load().lakeMonths()),
        bytes / GIGABYTE * config.load().lakeMonths() * Price.LAKE_GB_MONTH.in(prices));
    if (config.redis().enabled()) {
      costs.put(
          "Redis, %s %d".formatted(config.redis().sku(), config.redis().capacity()),
          redis(config.redis(), prices));
    }
    if (config.eventHubs().enabled()) {
      costs.put(
          "Event Hubs, %d unit(s)".formatted(config.eventHubs().units()),
          config.eventHubs().units() * Price.EVENT_HUBS_UNIT_MONTH.in(prices)
              + messages / MILLION * Price.EVENT_HUBS_MILLION_EVENTS.in(prices));
    }
    if (config.ml().enabled()) {
      costs.put("container registry, " + config.ml().registrySku(), registry(config));
      costs.put(
          String.format(Locale.ROOT, "training, %.0f node hours", config.load().trainingHours()),
          config.load().trainingHours() * Price.TRAINING_NODE_HOUR.in(prices));
    }
    return costs;
  }

  private static double unit(ProvisionSection config) {
    Price price =
        switch (config.hub().sku()) {
          case "S1" -> Price.HUB_S1_UNIT_MONTH;
          case "S2" -> Price.HUB_S2_UNIT_MONTH;
          default -> Price.HUB_S3_UNIT_MONTH;
        };
    return price.in(config.prices());
  }

  private static double registry(ProvisionSection config) {
    Price price =
        switch (config.ml().registrySku()) {
          case "Basic" -> Price.REGISTRY_BASIC_MONTH;
          case "Standard" -> Price.REGISTRY_STANDARD_MONTH;
          default -> Price.REGISTRY_PREMIUM_MONTH;
        };
    return price.in(config.prices());
  }

  private static double redis(RedisSettings redis, Map<String, Double> prices) {
    return switch (redis.sku()) {
      case "Basic" -> Price.REDIS_BASIC_C1_MONTH.in(prices) * CACHE_SIZES[redis.capacity()];
      case "Standard" -> Price.REDIS_STANDARD_C1_MONTH.in(prices) * CACHE_SIZES[redis.capacity()];
      default -> Price.REDIS_PREMIUM_P1_MONTH.in(prices) * (1 << (redis.capacity() - 1));
    };
  }
}
