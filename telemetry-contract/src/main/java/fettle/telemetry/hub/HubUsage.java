package fettle.telemetry.hub;

import java.util.List;
import java.util.Optional;

/**
 * What the hub has taken, and what is to be warned of. Times are epoch milliseconds.
 *
 * @param hub its name
 * @param at when this was measured
 * @param used messages of this UTC day, as the hub meters them: in pieces of 4 KB
 * @param limit that a day may have; 0 when the hub has none
 * @param perHour messages an hour at present, 0 when not known
 * @param lastsUntil when the quota is used up at this rate, or since when it is; 0 when it lasts
 *     through the day, or nobody can tell
 * @param throttled sends that the hub refused in the last hour because they were too many
 * @param sendsPerSecond that the hub takes; 0 when not known
 * @param warnings what is to be warned of, one of a kind at most
 */
public record HubUsage(
    String hub,
    long at,
    long used,
    long limit,
    long perHour,
    long lastsUntil,
    long throttled,
    long sendsPerSecond,
    List<HubWarning> warnings) {

  public HubUsage {
    warnings = List.copyOf(warnings);
  }

  /** Part of the day's quota that is used, 0 when there is none. */
  public double share() {
    return limit <= 0 ? 0 : (double) used / limit;
  }

  /** The warning of a kind. */
  public Optional<HubWarning> warning(HubWarning.Kind kind) {
    return warnings.stream().filter(warning -> warning.kind() == kind).findFirst();
  }

  /** The same with other warnings. */
  public HubUsage withWarnings(List<HubWarning> others) {
    return new HubUsage(
        hub, at, used, limit, perHour, lastsUntil, throttled, sendsPerSecond, others);
  }

  /** Whether it is too old to say anything about the time now. */
  public boolean isStale(long now) {
    return now - at > HubKeys.STALE_AFTER_MS;
  }
}
