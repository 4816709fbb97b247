package fettle.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OffsetGuardTest {

  @Test
  void recordsInOrderAreTaken() {
    OffsetGuard guard = OffsetGuard.at(5);

    assertThat(List.of(guard.next(5), guard.next(6), guard.next(7)))
        .containsOnly(OffsetGuard.Verdict.TAKE);
  }

  @Test
  void recordsBelowTheExpectedOneAreSkippedAfterOneLookAtTheLogsEnd() {
    OffsetGuard guard = OffsetGuard.at(5);

    assertThat(guard.next(3)).isEqualTo(OffsetGuard.Verdict.SKIP_AND_CHECK_END);
    assertThat(guard.next(4)).isEqualTo(OffsetGuard.Verdict.SKIP);
    assertThat(guard.next(5)).isEqualTo(OffsetGuard.Verdict.TAKE);
  }

  @Test
  void aHoleIsAcceptedOnlyWhenItIsStillThereAfterASeek() {
    OffsetGuard guard = OffsetGuard.at(5);

    assertThat(guard.next(8)).isEqualTo(OffsetGuard.Verdict.SKIP_AND_SEEK);
    assertThat(guard.next(9)).isEqualTo(OffsetGuard.Verdict.SKIP);
    assertThat(guard.next(8)).isEqualTo(OffsetGuard.Verdict.TAKE);
    assertThat(guard.holes()).isEqualTo(3);
    assertThat(guard.expected()).isEqualTo(9);
  }

  @Test
  void staleRecordsAfterASeekAreNotMistakenForAHole() {
    OffsetGuard guard = OffsetGuard.seekingTo(5, 20);

    assertThat(guard.next(21)).isEqualTo(OffsetGuard.Verdict.SKIP);
    assertThat(guard.next(22)).isEqualTo(OffsetGuard.Verdict.SKIP);
    assertThat(guard.next(5)).isEqualTo(OffsetGuard.Verdict.TAKE);
    assertThat(guard.holes()).isZero();
  }

  @Test
  void afterALossTheLogsStartIsExpected() {
    OffsetGuard guard = OffsetGuard.at(5);
    guard.next(100);
    guard.lostUpTo(100);

    assertThat(guard.next(101)).isEqualTo(OffsetGuard.Verdict.SKIP);
    assertThat(guard.next(100)).isEqualTo(OffsetGuard.Verdict.TAKE);
    assertThat(guard.holes()).isZero();
  }

  /**
   * A log with holes, and a consumer that stands too far ahead now and then; a seek shows its
   * effect only after some records that were on the way.
   */
  @Property
  void everyRecordOfTheLogIsTakenOnceInOrder(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 4) Integer> steps,
      @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 6) Integer> jumps) {
    List<Long> log = new ArrayList<>();
    long offset = -1;
    for (int step : steps) {
      offset += step;
      log.add(offset);
    }
    OffsetGuard guard = OffsetGuard.at(0);
    List<Long> taken = new ArrayList<>();
    int turn = 0;
    int at = 0;
    int untilSeek = -1;

    while (at < log.size() || untilSeek >= 0) {
      if (untilSeek == 0 || at >= log.size()) {
        at = firstAtOrAfter(log, guard.expected());
        untilSeek = -1;
      } else if (untilSeek > 0) {
        untilSeek--;
      } else {
        at = Math.min(log.size() - 1, at + jumps.get(turn++ % jumps.size()) / 4);
      }
      switch (guard.next(log.get(at))) {
        case TAKE -> taken.add(log.get(at));
        case SKIP -> assertThat(guard.expected()).isLessThan(log.get(at));
        case SKIP_AND_SEEK -> untilSeek = 2;
        case SKIP_AND_CHECK_END -> throw new AssertionError("this log never goes back by itself");
      }
      at++;
    }

    assertThat(taken).isEqualTo(log);
  }

  private static int firstAtOrAfter(List<Long> log, long offset) {
    int at = 0;
    while (log.get(at) < offset) {
      at++;
    }
    return at;
  }
}
