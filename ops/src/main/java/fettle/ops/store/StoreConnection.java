package fettle.ops.store;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A connection to Redis, opened when it is first used, that answers in time or throws. */
final class StoreConnection implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Redis redis;

  StoreConnection(String url) {
    redis = Redis.createClient(vertx, url);
  }

  Response send(Request request) throws IOException {
    try {
      return redis
          .send(request)
          .toCompletionStage()
          .toCompletableFuture()
          .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("Redis did not answer in " + LIMIT.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new IOException("Redis does not answer: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while Redis was asked", e);
    }
  }

  @Override
  public void close() {
    redis.close();
    vertx.close();
  }
}
