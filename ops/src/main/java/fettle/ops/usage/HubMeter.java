package fettle.ops.usage;

import com.fasterxml.jackson.databind.JsonNode;
import fettle.ops.azure.HubTier;
import fettle.ops.pipeline.PassingFailure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Asks how much a hub has taken: its quota by {@code quotaMetrics}, its tier by its description,
 * and the sends that were too many by Azure Monitor's metric of them, which comes some minutes
 * late. The tier hardly ever changes, and a subscription's reads are limited: it is asked for once
 * an hour, and again when the quota is another one or a measurement has failed. Not thread-safe.
 */
public final class HubMeter {
  private static final String HUB_API = "api-version=2021-07-01";
  private static final String METRICS_API = "api-version=2018-01-01";
  private static final String MESSAGES = "TotalMessages";
  private static final String THROTTLED = "d2c.telemetry.ingress.sendThrottle";
  private static final Duration TIER_HOLDS = Duration.ofHours(1);

  private final ManagementApi api;
  private final String id;
  private Optional<Tier> tier = Optional.empty();

  /**
   * @param id of the hub, from {@code /subscriptions} on
   */
  public HubMeter(ManagementApi api, String id) {
    this.api = api;
    this.id = id;
  }

  /**
   * What a hub has taken at a moment.
   *
   * @param used messages of the UTC day
   * @param limit of a day; 0 without one
   * @param sendsPerSecond that its tier and units take; 0 when not known
   * @param throttled sends of the last hour that were refused, by minute, epoch milliseconds;
   *     minutes without any are left out
   */
  public record Reading(
      long used, long limit, long sendsPerSecond, NavigableMap<Long, Long> throttled) {}

  /** The hub's name. */
  public String hub() {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  /**
   * What was last heard of the tier.
   *
   * @param limit of a day when it was asked for: other units, or another tier, have another
   */
  private record Tier(long sendsPerSecond, long limit, Instant asked) {
    boolean holds(long limitNow, Instant now) {
      return limitNow == limit && !now.isBefore(asked) && now.isBefore(asked.plus(TIER_HOLDS));
    }
  }

  /** Asks now. */
  public Reading read(Instant now) throws IOException, PassingFailure, InterruptedException {
    Optional<Tier> known = tier;
    tier = Optional.empty();
    Optional<JsonNode> messages = Optional.empty();
    for (JsonNode metric : api.get(id + "/quotaMetrics?" + HUB_API).path("value")) {
      if (metric.path("name").asText().equalsIgnoreCase(MESSAGES)) {
        messages = Optional.of(metric);
      }
    }
    long limit = messages.map(metric -> metric.path("maxValue").asLong()).orElse(0L);
    Optional<Tier> held = known.filter(it -> it.holds(limit, now));
    Tier current = held.isPresent() ? held.get() : new Tier(sendsPerSecond(), limit, now);
    Reading reading =
        new Reading(
            messages.map(metric -> metric.path("currentValue").asLong()).orElse(0L),
            limit,
            current.sendsPerSecond(),
            throttled(now));
    tier = Optional.of(current);
    return reading;
  }

  private long sendsPerSecond() throws IOException, PassingFailure, InterruptedException {
    JsonNode sku = api.get(id + "?" + HUB_API).path("sku");
    long units = Math.max(1, sku.path("capacity").asLong());
    return HubTier.find(sku.path("name").asText())
        .map(each -> (long) each.throttle(units))
        .orElse(0L);
  }

  private NavigableMap<Long, Long> throttled(Instant now)
      throws IOException, PassingFailure, InterruptedException {
    Instant end = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
    String query =
        "/providers/Microsoft.Insights/metrics?%s&metricnames=%s&aggregation=Total&interval=PT1M&timespan=%s/%s"
            .formatted(METRICS_API, THROTTLED, end.minus(1, ChronoUnit.HOURS), end);
    NavigableMap<Long, Long> minutes = new TreeMap<>();
    for (JsonNode metric : api.get(id + query).path("value")) {
      for (JsonNode series : metric.path("timeseries")) {
        for (JsonNode point : series.path("data")) {
          if (point.path("total").asLong() > 0) {
            long minute = Instant.parse(point.path("timeStamp").asText()).toEpochMilli();
            minutes.merge(minute, point.path("total").asLong(), Long::sum);
          }
        }
      }
    }
    return minutes;
  }
}
