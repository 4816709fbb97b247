package fettle.emulator.hub;

import java.time.InstantSource;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what a hub takes in a UTC day, in the pieces that IoT Hub meters in, and says when it may
 * take no more. Counts begin at zero with the process. Safe for many threads.
 */
public final class Meter {
  private static final long DAY_MS = 86_400_000;
  private static final long MINUTE_MS = 60_000;
  private static final int KEPT_MINUTES = 60;

  /** A hub takes more than its throttle for a while: here as much as a minute has. */
  private static final int BURST_SECONDS = 60;

  private final Allowance allowance;
  private final InstantSource clock;
  private final AtomicReference<Day> day = new AtomicReference<>(new Day(0, 0));
  private final AtomicReference<Bucket> bucket;
  private final NavigableMap<Long, LongAdder> throttled = new ConcurrentSkipListMap<>();

  /**
   * @param number days since 1970
   */
  private record Day(long number, long used) {}

  /**
   * @param at epoch milliseconds
   * @param left sends that may still come at once
   * @param refused whether there was none for the last one
   */
  private record Bucket(long at, double left, boolean refused) {}

  public Meter(Allowance allowance, InstantSource clock) {
    this.allowance = allowance;
    this.clock = clock;
    this.bucket = new AtomicReference<>(new Bucket(clock.millis(), burst(), false));
  }

  private double burst() {
    return (double) allowance.sendsPerSecond() * BURST_SECONDS;
  }

  public Allowance allowance() {
    return allowance;
  }

  /** Messages of this day. */
  public long used() {
    Day now = day.get();
    return now.number() == clock.millis() / DAY_MS ? now.used() : 0;
  }

  /** Whether the hub takes nothing more today. */
  public boolean isUsedUp() {
    return allowance.messages() > 0 && used() >= allowance.messages();
  }

  /** Why the hub does not take another message now. */
  Optional<String> objection() {
    if (isUsedUp()) {
      return Optional.of(
          "all %,d messages of this UTC day are used".formatted(allowance.messages()));
    }
    if (allowance.sendsPerSecond() > 0 && bucket.updateAndGet(this::next).refused()) {
      long now = clock.millis() / MINUTE_MS;
      throttled.computeIfAbsent(now, minute -> new LongAdder()).increment();
      throttled.headMap(now - KEPT_MINUTES, true).clear();
      return Optional.of(
          "more than %,d messages a second are sent".formatted(allowance.sendsPerSecond()));
    }
    return Optional.empty();
  }

  /** A token bucket; a send that was refused takes nothing from the next one. */
  private Bucket next(Bucket before) {
    long now = Math.max(clock.millis(), before.at());
    double gained = (now - before.at()) * allowance.sendsPerSecond() / 1_000.0;
    double left = Math.min(burst(), before.left() + gained);
    return left >= 1 ? new Bucket(now, left - 1, false) : new Bucket(now, left, true);
  }

  /** Counts a message that was taken; how many it counts for. */
  int took(int bytes) {
    int pieces = Math.max(1, (bytes + allowance.pieceBytes() - 1) / allowance.pieceBytes());
    long today = clock.millis() / DAY_MS;
    day.updateAndGet(
        before -> new Day(today, (before.number() == today ? before.used() : 0) + pieces));
    return pieces;
  }

  /** Sends that were refused because they were too many, by minute, epoch milliseconds. */
  public Map<Long, Long> throttledByMinute() {
    Map<Long, Long> minutes = new TreeMap<>();
    long oldest = clock.millis() / MINUTE_MS - KEPT_MINUTES;
    throttled
        .tailMap(oldest, false)
        .forEach((minute, count) -> minutes.put(minute * MINUTE_MS, count.sum()));
    return minutes;
  }
}
