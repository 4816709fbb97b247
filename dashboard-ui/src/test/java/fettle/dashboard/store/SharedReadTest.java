package fettle.dashboard.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedReadTest {
  private final List<UniEmitter<? super String>> reads = new ArrayList<>();
  private final SharedRead<String> shared =
      new SharedRead<>(() -> Uni.createFrom().emitter(reads::add));

  private UniAssertSubscriber<String> ask() {
    return shared.get().subscribe().withSubscriber(UniAssertSubscriber.create());
  }

  @Test
  void whoeverAsksWhileAReadIsUnderWayGetsItsAnswer() {
    var first = ask();
    var second = ask();

    assertThat(reads).hasSize(1);
    reads.getFirst().complete("answer");
    first.assertItem("answer");
    second.assertItem("answer");
  }

  @Test
  void whoeverAsksAfterwardsGetsANewOne() {
    ask();
    reads.getFirst().complete("old");
    var later = ask();

    reads.get(1).complete("new");

    later.assertItem("new");
  }

  @Test
  void aReadThatFailedIsNotRemembered() {
    var unlucky = ask();
    reads.getFirst().fail(new IllegalStateException("away"));
    unlucky.assertFailedWith(IllegalStateException.class, "away");
    var later = ask();

    reads.get(1).complete("back");

    later.assertItem("back");
  }
}
