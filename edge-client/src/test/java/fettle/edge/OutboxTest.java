package fettle.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.MessageSentCallback;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The test is the hub: it acknowledges when it likes. */
class OutboxTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final byte[] BODY = "x".getBytes(StandardCharsets.UTF_8);

  private record Sent(Message message, MessageSentCallback callback) {
    void acknowledge() {
      callback.onMessageSent(message, null, null);
    }
  }

  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private Outbox.Transport transport =
      (message, callback, output) -> sent.add(new Sent(message, callback));
  private final Outbox outbox =
      new Outbox(() -> transport, EdgeOptions.DEFAULT.withMaxOutstanding(2), EdgeMetrics.NONE);

  @Test
  void sendOfAMessageUnderWaySharesItsOutcome() {
    UniAssertSubscriber<Void> first = send("same");
    UniAssertSubscriber<Void> second = send("same");
    assertThat(sent).hasSize(1);
    first.assertNotTerminated();
    second.assertNotTerminated();

    sent.getFirst().acknowledge();

    first.awaitItem(SOON);
    second.awaitItem(SOON);
    assertThat(sent).hasSize(1);
  }

  @Test
  void sendAfterTheOutcomeIsASendOfItsOwn() {
    UniAssertSubscriber<Void> first = send("same");
    sent.getFirst().acknowledge();
    first.awaitItem(SOON);

    UniAssertSubscriber<Void> second = send("same");

    assertThat(sent).hasSize(2);
    second.assertNotTerminated();
    sent.getLast().acknowledge();
    second.awaitItem(SOON);
  }

  @Test
  void noMoreThanThePermittedAreUnderWay() {
    send("a");
    send("b");
    send("c");
    assertThat(sent).hasSize(2);

    sent.getFirst().acknowledge();

    assertThat(sent).hasSize(3);
  }

  @Test
  void withoutAConnectionASendFailsAtOnceAndGivesItsPermitBack() {
    transport = null;
    for (int i = 0; i < 3; i++) {
      Uni<Void> refused = outbox.send("out", BODY, "m" + i, Map.of());
      assertThatThrownBy(() -> refused.await().atMost(SOON))
          .isInstanceOfSatisfying(
              EdgeException.class,
              failure ->
                  assertThat(failure.reason()).isEqualTo(EdgeException.Reason.NOT_CONNECTED));
    }
  }

  private UniAssertSubscriber<Void> send(String id) {
    return outbox
        .send("out", BODY, id, Map.of())
        .subscribe()
        .withSubscriber(UniAssertSubscriber.create());
  }
}
