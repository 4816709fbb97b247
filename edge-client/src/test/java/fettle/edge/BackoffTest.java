package fettle.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Duration LEAST = Duration.ofMillis(100);
  private static final Duration MOST = Duration.ofSeconds(1);

  private final Backoff backoff = new Backoff(LEAST, MOST, new SplittableRandom(1));

  @Test
  void waitsDoubleUpToTheLongest() {
    for (long full : new long[] {100, 200, 400, 800, 1_000, 1_000}) {
      assertThat(backoff.afterFailure().toMillis()).isBetween(full / 2, full);
    }
  }

  @Test
  void connectionsThatDoNotHoldWaitLongerAndLonger() {
    for (long full : new long[] {100, 200, 400}) {
      assertThat(backoff.afterLoss(Duration.ofMillis(20)).toMillis()).isBetween(full / 2, full);
    }
  }

  @Test
  void connectionThatHeldIsTriedAgainAtOnceAndThenFromTheShortestWait() {
    backoff.afterFailure();
    backoff.afterFailure();

    assertThat(backoff.afterLoss(MOST)).isZero();

    assertThat(backoff.afterFailure()).isLessThanOrEqualTo(LEAST);
  }
}
