package fettle.ops.usage;

import fettle.ops.pipeline.PassingFailure;
import fettle.ops.store.HubUsageStore;
import fettle.telemetry.hub.HubUsage;
import fettle.telemetry.hub.HubWarning;
import fettle.telemetry.hub.HubWarning.Kind;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Measures a hub again and again, and puts what is found, and to be warned of, into the store. */
public final class Measuring {
  private final HubMeter meter;
  private final HubUsageStore store;
  private final InstantSource clock;
  private final UsageCourse course = new UsageCourse();

  public Measuring(HubMeter meter, HubUsageStore store, InstantSource clock) {
    this.meter = meter;
    this.store = store;
    this.clock = clock;
  }

  /** Measures once. */
  public HubUsage measure() throws IOException, PassingFailure, InterruptedException {
    Optional<HubUsage> before = store.last().filter(usage -> usage.hub().equals(meter.hub()));
    Instant now = clock.instant();
    HubUsage usage = usage(before, now.toEpochMilli(), meter.read(now));
    store.put(usage);
    return usage;
  }

  private HubUsage usage(Optional<HubUsage> before, long at, HubMeter.Reading read) {
    course.take(at, read.used());
    double perHour = course.perHour();
    Optional<HubWarning> quota = UsageJudge.quota(before, at, read.used(), read.limit());
    List<HubWarning> warnings =
        Stream.of(quota, UsageJudge.throttle(before, at, read.throttled()))
            .flatMap(Optional::stream)
            .toList();
    return new HubUsage(
        meter.hub(),
        at,
        read.used(),
        read.limit(),
        Math.round(perHour),
        read.used() >= read.limit()
            ? usedUpSince(before, quota, at)
            : UsageCourse.lastsUntil(at, read.used(), read.limit(), perHour),
        read.throttled().values().stream().mapToLong(Long::longValue).sum(),
        read.sendsPerSecond(),
        warnings);
  }

  /** When it was first seen to be used up, of the same day. */
  private static long usedUpSince(Optional<HubUsage> before, Optional<HubWarning> quota, long at) {
    if (quota.isEmpty()) {
      return 0;
    }
    return before
        .filter(usage -> usage.warning(Kind.QUOTA).equals(quota) && usage.lastsUntil() > 0)
        .map(HubUsage::lastsUntil)
        .filter(since -> since <= at)
        .orElse(at);
  }
}
