package fettle.inference.model;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;

/**
 * Takes at most so many bytes of a response, and no longer than so long: a server that sends for
 * ever, or a byte a minute, cannot fill the memory or hold the loader up.
 */
final class BoundedBody implements BodySubscriber<byte[]> {

  private final int limit;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private volatile Subscription subscription;

  /**
   * @param limit bytes after which the rest is left unread
   */
  BoundedBody(int limit, Duration timeout) {
    this.limit = limit;
    body.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    // a server that says nothing more would else hold the connection for ever
    body.whenComplete(
        (bytes, failure) -> {
          if (failure != null && subscription != null) {
            subscription.cancel();
          }
        });
  }

  @Override
  public void onSubscribe(Subscription value) {
    subscription = value;
    if (body.isDone()) {
      value.cancel();
    } else {
      value.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    for (ByteBuffer part : parts) {
      byte[] some = new byte[Math.min(part.remaining(), limit - bytes.size())];
      part.get(some);
      bytes.writeBytes(some);
    }
    if (bytes.size() >= limit || body.isDone()) {
      subscription.cancel();
      body.complete(bytes.toByteArray());
    } else {
      subscription.request(1);
    }
  }

  @Override
  public void onError(Throwable failure) {
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    body.complete(bytes.toByteArray());
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }
}
