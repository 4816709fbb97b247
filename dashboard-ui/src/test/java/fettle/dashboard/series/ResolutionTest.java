package fettle.dashboard.series;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.dashboard.fixture.PlayedGateway;
import fettle.telemetry.store.Tier;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ResolutionTest {
  private static final List<Tier> TIERS = PlayedGateway.TIERS;
  private static final long NOW = 1_763_900_000_000L;
  private static final long MINUTE = 60_000;

  @Test
  void theFinestTierThatFitsIsChosen() {
    assertThat(choose(2 * MINUTE, 1000)).isEqualTo(new Resolution(TIERS.get(0), 1));
    assertThat(choose(59 * MINUTE, 1000)).isEqualTo(new Resolution(TIERS.get(1), 1));
    assertThat(choose(360 * MINUTE, 1000)).isEqualTo(new Resolution(TIERS.get(2), 1));
  }

  @Test
  void aTierThatIsNotKeptAnyMoreIsNotChosen() {
    long from = NOW - 180 * MINUTE;
    TimeRange shortAgo = new TimeRange(from, from + MINUTE);

    assertThat(Resolution.choose(TIERS, shortAgo, 1000, NOW).tier()).isEqualTo(TIERS.get(1));
  }

  @Test
  void bucketsOfTheCoarsestTierAreMergedWhereEvenItHasTooMany() {
    Resolution day = choose(1440 * MINUTE, 1000);

    assertThat(day).isEqualTo(new Resolution(TIERS.get(2), 2));
    assertThat(day.widthMs()).isEqualTo(120_000);
    assertThat(day.storedStarts(day.start(NOW)))
        .containsExactly(day.start(NOW), day.start(NOW) + 60_000);
  }

  @Property
  void thereAreNeverMoreBucketsThanPoints(
      @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long from,
      @ForAll @LongRange(min = 1, max = 253_402_300_799_000L) long length,
      @ForAll @IntRange(min = 2, max = 5_000) int points) {
    TimeRange range = new TimeRange(from, from + length);

    Resolution resolution = Resolution.choose(TIERS, range, points, NOW);

    assertThat(range.buckets(resolution.widthMs())).isLessThanOrEqualTo(points);
  }

  @Property
  void aRangeOfAnyLengthIsAnsweredAtOnce(
      @ForAll @LongRange(min = 0, max = 253_402_300_799_000L) long from,
      @ForAll @LongRange(min = 1, max = 253_402_300_799_000L) long length,
      @ForAll @IntRange(min = 2, max = 100_000) int points) {
    TimeRange range = new TimeRange(from, from + length);

    Resolution resolution = Resolution.of(TIERS.getFirst(), range, points);

    long fewestMerged = Math.ceilDiv(range.buckets(1_000), points);
    long alwaysEnough = Math.ceilDiv(length, 1_000L * (points - 1));
    assertThat(range.buckets(resolution.widthMs())).isLessThanOrEqualTo(points);
    assertThat(resolution.factor()).isBetween(fewestMerged, Math.max(fewestMerged, alwaysEnough));
  }

  @Property
  void theBucketsAreWithinOneShareOfTheNarrowestThatFit(
      @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long from,
      @ForAll @LongRange(min = 1, max = 100_000_000L) long length,
      @ForAll @IntRange(min = 2, max = 500) int points) {
    TimeRange range = new TimeRange(from, from + length);

    Resolution resolution = Resolution.of(TIERS.getFirst(), range, points);

    assertThat(resolution.factor())
        .isBetween(narrowest(range, points), narrowest(range, points) * points / (points - 1) + 1);
  }

  /** The definition: one more merged until there are few enough. */
  private static long narrowest(TimeRange range, int points) {
    long factor = 1;
    while (range.buckets(1_000 * factor) > points) {
      factor++;
    }
    return factor;
  }

  @Property
  void aTimeIsInTheBucketThatStartsBeforeIt(
      @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long time,
      @ForAll @IntRange(min = 1, max = 50) int factor) {
    Resolution resolution = new Resolution(TIERS.get(1), factor);

    long start = resolution.start(time);

    assertThat(time).isBetween(start, start + resolution.widthMs() - 1);
    assertThat(start % resolution.widthMs()).isZero();
  }

  private static Resolution choose(long length, int points) {
    return Resolution.choose(TIERS, new TimeRange(NOW - length, NOW), points, NOW);
  }
}
