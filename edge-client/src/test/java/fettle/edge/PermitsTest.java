package fettle.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import org.junit.jupiter.api.Test;

class PermitsTest {
  private final Permits permits = new Permits(1, 1, EdgeMetrics.NONE);

  @Test
  void permitOfOneGoesToTheOneWhoWaits() {
    acquire().assertCompleted();
    UniAssertSubscriber<Void> waiting = acquire();
    waiting.assertNotTerminated();

    permits.release();

    waiting.assertCompleted();
  }

  @Test
  void oneTooManyWaitingFailsAtOnce() {
    acquire();
    acquire();

    UniAssertSubscriber<Void> refused = acquire();

    refused.assertFailedWith(EdgeException.class);
    assertThat(((EdgeException) refused.getFailure()).reason())
        .isEqualTo(EdgeException.Reason.QUEUE_FULL);
  }

  @Test
  void releasedPermitCanBeTakenAgain() {
    acquire();
    permits.release();

    acquire().assertCompleted();
  }

  private UniAssertSubscriber<Void> acquire() {
    return permits.acquire().subscribe().withSubscriber(UniAssertSubscriber.create());
  }
}
