package fettle.ops.usage;

import fettle.telemetry.hub.HubUsage;
import fettle.telemetry.hub.HubWarning;
import fettle.telemetry.hub.HubWarning.Kind;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * Decides what is to be warned of, from what was before and what is measured, so that figures at a
 * limit warn once. A day is an episode of the quota, and its step falls only when clearly less is
 * used, as when units were added. Throttling begins with sends that were just refused and is over
 * when there were none for half an hour. Times are epoch milliseconds.
 */
final class UsageJudge {
  private static final long DAY_MS = 86_400_000;
  private static final int PERCENT = 100;

  /** So much less than its step has to be used before a warning falls. */
  private static final int SLACK_PERCENT = 5;

  /** Azure's figures of throttling are some minutes late. */
  private static final long BEGINS_WITHIN_MS = 600_000;

  private static final long OVER_AFTER_MS = 1_800_000;

  private UsageJudge() {}

  /**
   * @param before as it was judged last
   * @param used messages of the day
   * @param limit of a day; without one nothing is warned of
   */
  static Optional<HubWarning> quota(Optional<HubUsage> before, long at, long used, long limit) {
    if (limit <= 0) {
      return Optional.empty();
    }
    long day = at - at % DAY_MS;
    double percent = (double) PERCENT * used / limit;
    int step = 0;
    int kept =
        before
            .flatMap(usage -> usage.warning(Kind.QUOTA))
            .filter(warning -> warning.since() == day)
            .map(HubWarning::percent)
            .orElse(0);
    for (int each : HubWarning.steps()) {
      if (percent >= each || (kept >= each && percent > each - SLACK_PERCENT)) {
        step = each;
      }
    }
    return step == 0 ? Optional.empty() : Optional.of(new HubWarning(Kind.QUOTA, step, day));
  }

  /**
   * @param throttled sends that were refused, by minute
   */
  static Optional<HubWarning> throttle(
      Optional<HubUsage> before, long at, NavigableMap<Long, Long> throttled) {
    Optional<HubWarning> known = before.flatMap(usage -> usage.warning(Kind.THROTTLE));
    if (throttled.isEmpty()) {
      return Optional.empty();
    }
    long last = throttled.lastKey();
    if (known.isPresent() && at - last <= OVER_AFTER_MS) {
      return known;
    }
    return at - last <= BEGINS_WITHIN_MS
        ? Optional.of(new HubWarning(Kind.THROTTLE, 0, last))
        : Optional.empty();
  }
}
