package fettle.ops.stage;

import fettle.ops.Failure;
import fettle.telemetry.store.StoreKeys;
import fettle.telemetry.store.StreamInfo;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How many messages the gateway has brought to the store. */
final class StoredMessages implements Signs {
  private static final long PATIENCE_SECONDS = 10;

  private final Vertx vertx = Vertx.vertx();
  private final Redis client;

  StoredMessages(String redis) {
    client = Redis.createClient(vertx, redis);
  }

  @Override
  public long count() {
    Map<String, String> fields = new HashMap<>();
    Response stream = ask(Request.cmd(Command.HGETALL).arg(StoreKeys.STREAM));
    stream.getKeys().forEach(key -> fields.put(key, stream.get(key).toString()));
    int partitions = StreamInfo.fromFields(fields).map(StreamInfo::partitions).orElse(0);
    long sum = 0;
    for (int p = 0; p < partitions; p++) {
      Response offset =
          ask(Request.cmd(Command.HGET).arg(new StoreKeys(p).progress()).arg(StoreKeys.OFFSET));
      sum += offset == null ? 0 : offset.toLong();
    }
    return sum;
  }

  private Response ask(Request request) {
    try {
      return client
          .send(request)
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new Failure("the stage's Redis does not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted", e);
    }
  }

  @Override
  public void close() {
    client.close();
    vertx.close();
  }
}
