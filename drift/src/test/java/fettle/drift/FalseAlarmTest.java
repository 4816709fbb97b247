package fettle.drift;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.drift.DriftTable.Alarms;
import org.junit.jupiter.api.Test;

/** A few of the weeks that {@link DriftTable} has many of. */
class FalseAlarmTest {

  @Test
  void independentReadingsRaiseNoDriftInAYearOfWeeks() {
    Alarms alarms = DriftTable.alarms(Simulated::independent, DriftTable.DAY, 52, 1);

    assertThat(alarms.raised()).isZero();
    assertThat(alarms.comparisons()).isGreaterThan(52 * 100);
  }

  @Test
  void readingsThatFollowEachOtherRaiseNoDrift() {
    Alarms alarms =
        DriftTable.alarms(
            (n, seed) -> Simulated.autoregressive(n, 0.99, seed), 3 * DriftTable.DAY, 26, 1);

    assertThat(alarms.raised()).isZero();
    assertThat(alarms.comparisons()).isPositive();
  }

  @Test
  void aLoadThatGoesWithTheDayRaisesNoDrift() {
    Alarms alarms =
        DriftTable.alarms(
            (n, seed) -> Simulated.daily(n, DriftTable.DAY, 0.9, seed), 3 * DriftTable.DAY, 26, 1);

    assertThat(alarms.raised()).isZero();
  }

  @Test
  void halfAStandardDeviationIsSeenAfterAFewHundredReadings() {
    long[] needed =
        DriftTable.readingsToSee(Simulated::independent, DriftTable.DAY, 30, 0.5, 10, 7);

    assertThat(needed[0]).isGreaterThanOrEqualTo(60);
    assertThat(needed[9]).isBetween(60L, 900L);
  }
}
