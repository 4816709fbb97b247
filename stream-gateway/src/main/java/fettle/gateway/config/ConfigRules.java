package fettle.gateway.config;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;

/** What the settings must be like for the gateway to keep its promises. */
final class ConfigRules {
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration SHORTEST_PERIOD = Duration.ofMillis(50);
  private static final Duration LONGEST_PERIOD = Duration.ofHours(1);

  /** The rest of the ten seconds that a stop may take is for leaving the group. */
  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(8);

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  private static final Duration LONGEST_WIDTH = Duration.ofDays(1);
  private static final Duration SHORTEST_DRIFT_WINDOW = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETENTION = Duration.ofDays(3660);

  private static final long KILO = 1024;
  private static final long MEGA = KILO * KILO;
  private static final long GIGA = KILO * MEGA;

  private ConfigRules() {}

  /**
   * Checks durations and sizes; the platform has checked the numbers.
   *
   * @throws IllegalArgumentException that names the first wrong setting, its value and the rule
   */
  static void check(GatewayConfig config) {
    within("fleet-every", config.fleetEvery(), SHORTEST_PERIOD, LONGEST_PERIOD);
    within("beat-every", config.beatEvery(), SHORTEST_PERIOD, LONGEST_PERIOD);
    within("commit-every", config.commitEvery(), SHORTEST_PERIOD, LONGEST_PERIOD);
    within("assignment-check", config.assignmentCheck(), SHORTEST_PERIOD, LONGEST_PERIOD);
    within("drain", config.drain(), Duration.ZERO, LONGEST_DRAIN);
    within("hub-api.read-every", config.hubApi().readEvery(), SHORTEST_PERIOD, LONGEST_PERIOD);
    within("hub-api.page-every", config.hubApi().pageEvery(), Duration.ZERO, LONGEST_WAIT);
    GatewayConfig.Store store = config.store();
    within("store.timeout", store.timeout(), SHORTEST, LONGEST_WAIT);
    within("store.first-retry", store.firstRetry(), SHORTEST, LONGEST_WAIT);
    within("store.longest-retry", store.longestRetry(), store.firstRetry(), LONGEST_WAIT);
    within("message.bytes", config.message().bytes(), 1, 16 * MEGA);
    within("step.bytes", config.step().bytes(), 1, 64 * MEGA);
    within("bounds.raw", config.bounds().raw(), 0, 64 * MEGA);
    within("bounds.cache", config.bounds().cache(), 0, 64 * GIGA);
    within("rollup.future", config.rollup().future(), Duration.ZERO, LONGEST_WIDTH);
    within("drift.window", config.drift().window(), SHORTEST_DRIFT_WINDOW, LONGEST_WIDTH);
    AlarmConfig alarm = config.alarm();
    within("alarm.resolution", alarm.resolution(), SHORTEST, LONGEST_WIDTH);
    within("alarm.raise-after", alarm.raiseAfter(), Duration.ZERO, LONGEST_WIDTH);
    within("alarm.clear-after", alarm.clearAfter(), Duration.ZERO, LONGEST_WIDTH);
    within("alarm.pause", alarm.pause(), alarm.resolution(), LONGEST_RETENTION);
    AlarmConfig.Offline offline = alarm.offline();
    within("alarm.offline.check-every", offline.checkEvery(), SHORTEST_PERIOD, LONGEST_PERIOD);
    within("alarm.offline.slack", offline.slack(), Duration.ZERO, LONGEST_WIDTH);
    within("alarm.offline.unknown", offline.unknown(), SHORTEST, LONGEST_WIDTH);
    within("alarm.offline.clear-after", offline.clearAfter(), Duration.ZERO, LONGEST_WIDTH);
    within("alarm.flat.after", alarm.flat().after(), SHORTEST, LONGEST_RETENTION);
    within("alarm.limit.raise-after", alarm.limit().raiseAfter(), Duration.ZERO, LONGEST_WIDTH);
    within("alarm.limit.clear-after", alarm.limit().clearAfter(), Duration.ZERO, LONGEST_WIDTH);
    NotifyConfig notify = config.notifications();
    within("notify.timeout", notify.timeout(), SHORTEST, LONGEST_WAIT);
    within("notify.first-retry", notify.firstRetry(), SHORTEST, LONGEST_PERIOD);
    within("notify.longest-retry", notify.longestRetry(), notify.firstRetry(), LONGEST_WIDTH);
    within("notify.give-up-after", notify.giveUpAfter(), SHORTEST, LONGEST_RETENTION);
    NotifyRules.check(notify);
    List<? extends GatewayConfig.TierConfig> tiers = config.rollup().tiers();
    for (int i = 0; i < tiers.size(); i++) {
      String tier = "rollup.tiers[" + i + "].";
      Duration width = tiers.get(i).width();
      within(tier + "width", width, SHORTEST, LONGEST_WIDTH);
      within(tier + "retention", tiers.get(i).retention(), width, LONGEST_RETENTION);
    }
  }

  private static void within(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "gateway.%s=%s must be from %s to %s"
              .formatted(name, text(value), text(least), text(most)));
    }
  }

  private static String text(Duration value) {
    return value.getNano() == 0 ? value.toSeconds() + "s" : value.toMillis() + "ms";
  }

  private static void within(String name, MemorySize size, long least, long most) {
    BigInteger value = size.asBigInteger();
    if (value.compareTo(BigInteger.valueOf(least)) < 0
        || value.compareTo(BigInteger.valueOf(most)) > 0) {
      throw new IllegalArgumentException(
          "gateway.%s=%s must be from %d to %d bytes".formatted(name, value, least, most));
    }
  }
}
