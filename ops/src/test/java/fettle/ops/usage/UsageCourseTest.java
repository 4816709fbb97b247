package fettle.ops.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UsageCourseTest {
  private static final long MIDNIGHT = Instant.parse("2026-01-02T00:00:00Z").toEpochMilli();
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();

  /** What is sent evenly is used up when the count says so, whenever somebody looks. */
  @Test
  void anEvenLoadIsForecastToTheMinute() {
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      long perMinute = random.nextLong(1, 5_000);
      long minutes = random.nextLong(10, 1_400);
      long limit = random.nextLong(1_000, 8_000_000);
      UsageCourse course = new UsageCourse();
      for (long minute = Math.max(0, minutes - 70); minute <= minutes; minute++) {
        course.take(MIDNIGHT + minute * MINUTE, minute * perMinute);
      }
      long at = MIDNIGHT + minutes * MINUTE;

      long until = UsageCourse.lastsUntil(at, minutes * perMinute, limit, course.perHour());

      long full = MIDNIGHT + limit * MINUTE / perMinute;
      String load = "%d a minute of %d after %d min".formatted(perMinute, limit, minutes);
      if (full >= MIDNIGHT + 24 * HOUR) {
        assertThat(until).as(load).isZero();
      } else {
        assertThat(until).as(load).isBetween(Math.max(at, full) - 2, Math.max(at, full) + 2);
      }
    }
  }

  @Test
  void theLastHourSaysHowFastItGoesNotTheWholeDay() {
    UsageCourse course = new UsageCourse();
    for (int minute = 0; minute <= 180; minute += 5) {
      long used = minute <= 120 ? 0 : (minute - 120) * 100L;
      course.take(MIDNIGHT + minute * MINUTE, used);
    }

    assertThat(course.perHour()).isEqualTo(6_000);
  }

  @Test
  void aFirstLookGoesByTheDaySoFarAndSoonAfterMidnightSaysNothing() {
    UsageCourse course = new UsageCourse();
    course.take(MIDNIGHT + 2 * HOUR, 10_000);
    assertThat(course.perHour()).isEqualTo(5_000);

    course.take(MIDNIGHT + 24 * HOUR + 4 * MINUTE, 40);

    assertThat(course.perHour()).isZero();
    assertThat(UsageCourse.lastsUntil(MIDNIGHT, 40, 100, course.perHour())).isZero();
  }
}
