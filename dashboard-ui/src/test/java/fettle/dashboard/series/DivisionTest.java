package fettle.dashboard.series;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.telemetry.store.Tier;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DivisionTest {
  private static final long DAY = 86_400_000;
  private static final long HOUR = 3_600_000;
  private static final Tier MINUTE = new Tier(60_000, 2 * DAY);
  private static final List<Tier> TIERS =
      List.of(new Tier(1_000, HOUR), new Tier(10_000, 6 * HOUR), MINUTE);
  private static final long STORED_FROM = 20_000 * DAY;
  private static final long MOST = 20_000;

  private static Division divide(long from, long to, double intervalMs) {
    return Division.of(new TimeRange(from, to), STORED_FROM, TIERS, intervalMs, MOST, false);
  }

  @Property
  void thePartsTouchAtABucketsEdgeAndCoverTheRange(
      @ForAll @LongRange(min = 1, max = 500 * DAY) long before,
      @ForAll @LongRange(min = -499 * DAY, max = 2 * DAY) long after,
      @ForAll @LongRange(min = 1, max = 600_000) long intervalMs) {
    long from = STORED_FROM - before;
    long to = Math.max(from + 1, STORED_FROM + after);

    Division division = divide(from, to, intervalMs);

    assertThat(division.lake().from() % division.widthMs()).isZero();
    assertThat(division.lake().to() % division.widthMs()).isZero();
    assertThat(division.lake().from()).isLessThanOrEqualTo(from);
    assertThat(division.lake().buckets(division.widthMs())).isLessThanOrEqualTo(MOST + 1);
    division
        .stored()
        .ifPresentOrElse(
            stored -> {
              assertThat(stored.from()).isEqualTo(division.lake().to());
              assertThat(stored.from()).isGreaterThanOrEqualTo(STORED_FROM);
              assertThat(stored.to()).isEqualTo(to);
              assertThat(division.widthMs() % MINUTE.widthMs()).isZero();
            },
            () -> assertThat(division.lake().to()).isGreaterThanOrEqualTo(to));
  }

  @Test
  void aDayOfTheLakeIsReadInTheFinestBucketsThatAreNotTooMany() {
    assertThat(divide(STORED_FROM - DAY, STORED_FROM, 1_000).widthMs()).isEqualTo(10_000);
    assertThat(divide(STORED_FROM - HOUR, STORED_FROM, 1_000).widthMs()).isEqualTo(1_000);
  }

  @Test
  void aYearIsReadOfRollups() {
    assertThat(divide(STORED_FROM - 365 * DAY, STORED_FROM, 1_000).widthMs())
        .isEqualTo(3 * 600_000);
  }

  @Test
  void aFastMachinesReadingsAreNotSummedUpForOneLook() {
    assertThat(divide(STORED_FROM - DAY, STORED_FROM, 1).widthMs()).isEqualTo(600_000);
  }

  @Test
  void aRangeThatReachesIntoTheStoreHasTheStoresWidth() {
    Division division = divide(STORED_FROM - HOUR, STORED_FROM + HOUR, 1_000);

    assertThat(division.widthMs()).isEqualTo(MINUTE.widthMs());
    assertThat(division.stored()).contains(new TimeRange(STORED_FROM, STORED_FROM + HOUR));
  }
}
