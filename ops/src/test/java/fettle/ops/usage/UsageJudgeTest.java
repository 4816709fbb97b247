package fettle.ops.usage;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.telemetry.hub.HubUsage;
import fettle.telemetry.hub.HubWarning;
import fettle.telemetry.hub.HubWarning.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UsageJudgeTest {
  private static final long DAY = Instant.parse("2026-01-02T00:00:00Z").toEpochMilli();
  private static final long NOON = DAY + Duration.ofHours(12).toMillis();
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long LIMIT = 1_000;

  private static Optional<HubUsage> warned(Optional<HubWarning> warning) {
    return warning.map(each -> new HubUsage("h", NOON, 0, LIMIT, 0, 0, 0, 0, List.of(each)));
  }

  private static int step(int before, long used) {
    Optional<HubWarning> known =
        before == 0 ? Optional.empty() : Optional.of(new HubWarning(Kind.QUOTA, before, DAY));
    return UsageJudge.quota(warned(known), NOON, used, LIMIT).map(HubWarning::percent).orElse(0);
  }

  @Test
  void theQuotaIsWarnedOfAtEachStep() {
    assertThat(IntStream.of(799, 800, 949, 950, 999, 1_000, 1_056).map(used -> step(0, used)))
        .containsExactly(0, 80, 80, 95, 95, 100, 100);
    assertThat(UsageJudge.quota(Optional.empty(), NOON, 5_000, 0)).isEmpty();
  }

  @Test
  void aStepFallsOnlyWhenClearlyLessIsUsed() {
    assertThat(step(80, 751)).isEqualTo(80);
    assertThat(step(80, 750)).isZero();
    assertThat(step(95, 901)).isEqualTo(95);
    assertThat(step(95, 900)).isEqualTo(80);
    assertThat(step(100, 500)).isZero();
  }

  @Test
  void aNewDayIsAnotherEpisode() {
    Optional<HubUsage> full = warned(Optional.of(new HubWarning(Kind.QUOTA, 100, DAY)));
    long next = DAY + Duration.ofDays(1).toMillis();

    assertThat(UsageJudge.quota(full, next + MINUTE, 3, LIMIT)).isEmpty();
    assertThat(UsageJudge.quota(full, next + MINUTE, 990, LIMIT))
        .contains(new HubWarning(Kind.QUOTA, 95, next));
  }

  /** Refusals that come and go are one episode. */
  @Test
  void throttlingIsOneEpisodeUntilThereWasNoneForHalfAnHour() {
    List<Optional<HubWarning>> course = new ArrayList<>();
    TreeMap<Long, Long> throttled = new TreeMap<>(Map.of(NOON, 5L));
    Optional<HubWarning> known = Optional.empty();
    for (int minute : List.of(3, 15, 20, 49, 51)) {
      if (minute == 20) {
        throttled.put(NOON + 20 * MINUTE, 2L);
      }
      known = UsageJudge.throttle(warned(known), NOON + minute * MINUTE, throttled);
      course.add(known);
    }

    HubWarning episode = new HubWarning(Kind.THROTTLE, 0, NOON);
    assertThat(course)
        .containsExactly(
            Optional.of(episode),
            Optional.of(episode),
            Optional.of(episode),
            Optional.of(episode),
            Optional.empty());
    assertThat(
            UsageJudge.throttle(
                Optional.empty(), NOON + 12 * MINUTE, new TreeMap<>(Map.of(NOON, 5L))))
        .isEmpty();
  }
}
