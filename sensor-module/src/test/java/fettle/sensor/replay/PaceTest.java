package fettle.sensor.replay;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long NOW = 1_763_900_000_000L;

  @Property
  void noReadingIsSentBeforeItsTime(
      @ForAll @LongRange(max = 4_000_000_000_000L) long first,
      @ForAll @LongRange(max = 100_000_000L) long duration,
      @ForAll @LongRange(max = 100_000_000L) long part,
      @ForAll @DoubleRange(min = 1, max = 10_000) double speed) {
    Pace pace = Pace.startingAt(NOW, first, first + duration, speed);
    long recorded = first + Math.min(part, duration);

    assertThat(pace.dueAt(recorded)).isGreaterThanOrEqualTo(pace.eventTime(recorded));
    assertThat(pace.dueAt(recorded)).isGreaterThanOrEqualTo(NOW - 1);
  }

  @Property
  void recordingEndsAtTheMomentItsReplayEnds(
      @ForAll @LongRange(max = 4_000_000_000_000L) long first,
      @ForAll @LongRange(max = 100_000_000L) long duration,
      @ForAll @DoubleRange(min = 1, max = 10_000) double speed) {
    long last = first + duration;
    Pace pace = Pace.startingAt(NOW, first, last, speed);

    assertThat(pace.eventTime(last)).isEqualTo(pace.dueAt(last));
    assertThat(pace.dueAt(last)).isEqualTo(NOW + Math.round(duration / speed));
  }

  @Test
  void realTimeStartsNow() {
    Pace pace = Pace.startingAt(NOW, 1_000, 61_000, 1);

    assertThat(pace.eventTime(1_000)).isEqualTo(NOW);
    assertThat(pace.dueAt(1_000)).isEqualTo(NOW);
  }

  @Test
  void resumedReplayKeepsItsTimes() {
    Pace begun = Pace.startingAt(NOW, 1_000, 61_000, 10);
    Pace resumed = Pace.resumed(begun.shift(), 61_000, 10);

    assertThat(resumed).isEqualTo(begun);
  }

  @Test
  void asFastAsPossibleIsDueAtOnceAndEndsNow() {
    Pace pace = Pace.startingAt(NOW, 1_000, 61_000, 0);

    assertThat(pace.dueAt(61_000)).isLessThan(NOW);
    assertThat(pace.eventTime(61_000)).isEqualTo(NOW);
  }
}
