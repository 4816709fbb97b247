package fettle.gateway.store;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Requests to Redis from a worker thread; every failure is {@link StoreAway}. */
final class RedisCalls {
  /** Requests on their way at once: well below the client's max-waiting-handlers. */
  private static final int SLICE = 500;

  private final Redis redis;
  private final Duration timeout;

  RedisCalls(Redis redis, Duration timeout) {
    this.redis = redis;
    this.timeout = timeout;
  }

  /** Runs a script by its name, and by its source when the store does not remember it. */
  Response run(Script script, List<String> keys, List<byte[]> args) throws StoreAway {
    try {
      return send(request(Command.EVALSHA, script.sha(), keys, args));
    } catch (StoreAway away) {
      if (away.getMessage() == null || !away.getMessage().contains("NOSCRIPT")) {
        throw away;
      }
      return send(request(Command.EVAL, script.source(), keys, args));
    }
  }

  /** Runs a short script by its source, and does not wait. */
  CompletionStage<Response> start(Script script, List<String> keys, List<byte[]> args) {
    return redis.send(request(Command.EVAL, script.source(), keys, args)).toCompletionStage();
  }

  private static Request request(
      Command command, String script, List<String> keys, List<byte[]> args) {
    Request request = Request.cmd(command).arg(script).arg(keys.size());
    keys.forEach(request::arg);
    args.forEach(request::arg);
    return request;
  }

  Response send(Request request) throws StoreAway {
    return await(redis.send(request).toCompletionStage());
  }

  /** Sends the requests, many at a time; the answers are in their order. */
  List<Response> batch(List<Request> requests) throws StoreAway {
    List<Response> answers = new ArrayList<>(requests.size());
    for (int from = 0; from < requests.size(); from += SLICE) {
      List<Request> slice = requests.subList(from, Math.min(requests.size(), from + SLICE));
      answers.addAll(await(redis.batch(slice).toCompletionStage()));
    }
    return answers;
  }

  private <T> T await(CompletionStage<T> answer) throws StoreAway {
    try {
      return answer.toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new StoreAway(e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new StoreAway("no answer within " + timeout.toMillis() + " ms", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreAway("interrupted while waiting for the answer", e);
    }
  }
}
