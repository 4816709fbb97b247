package fettle.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class BoundedBodyTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final Requests requests = new Requests();

  @Test
  void bodyBelowTheLimitIsTakenWhole() {
    BoundedBody body = subscribed(10, LONG);

    body.onNext(List.of(bytes(4), bytes(5)));
    body.onComplete();

    assertThat(taken(body)).hasSize(9);
    assertThat(requests.cancelled).isFalse();
  }

  @Test
  void serverThatSendsForEverIsCutOffAtTheLimit() {
    BoundedBody body = subscribed(10, LONG);

    body.onNext(List.of(bytes(8)));
    body.onNext(List.of(bytes(8), bytes(8)));

    assertThat(taken(body)).hasSize(10);
    assertThat(requests.cancelled).isTrue();
  }

  @Test
  void serverThatSendsTooSlowlyIsGivenUp() {
    BoundedBody body = subscribed(10, Duration.ofMillis(50));
    body.onNext(List.of(bytes(1)));

    assertThatThrownBy(() -> body.getBody().toCompletableFuture().get(60, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(TimeoutException.class);

    await().atMost(LONG).until(() -> requests.cancelled);
  }

  @Test
  void serverThatBeginsWhenTheTimeIsOverIsGivenUpAtOnce() {
    BoundedBody body = new BoundedBody(10, Duration.ofMillis(1));
    assertThatThrownBy(() -> body.getBody().toCompletableFuture().get(60, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(TimeoutException.class);

    body.onSubscribe(requests);

    assertThat(requests.cancelled).isTrue();
  }

  private BoundedBody subscribed(int limit, Duration timeout) {
    BoundedBody body = new BoundedBody(limit, timeout);
    body.onSubscribe(requests);
    return body;
  }

  private static byte[] taken(BoundedBody body) {
    CompletableFuture<byte[]> future = body.getBody().toCompletableFuture();
    assertThat(future).isCompleted();
    return future.join();
  }

  private static ByteBuffer bytes(int count) {
    return ByteBuffer.allocate(count);
  }

  private static final class Requests implements Subscription {
    private volatile boolean cancelled;

    @Override
    public void request(long count) {
      // what comes is up to the test
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }
}
