package fettle.sensor.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionIdTest {
  @Test
  void laterSessionSortsBehind() {
    Random random = new Random(1);
    String first = SessionId.next(1_763_900_000_000L, random);
    String second = SessionId.next(1_763_900_000_001L, random);

    assertThat(first).hasSize(26).matches("[0-9A-HJKMNP-TV-Z]+").isLessThan(second);
  }

  @Test
  void sessionsOfOneMomentDiffer() {
    Random random = new Random(1);

    assertThat(SessionId.next(1, random)).isNotEqualTo(SessionId.next(1, random));
  }

  @Test
  void timeIsWrittenAsInAUlid() {
    assertThat(SessionId.next(1_469_918_176_385L, new Random(1))).startsWith("01ARYZ6S41");
  }
}
