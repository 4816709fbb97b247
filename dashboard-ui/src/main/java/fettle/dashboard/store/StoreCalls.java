package fettle.dashboard.store;

import fettle.dashboard.config.DashboardConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Requests to Redis; every failure, a late answer too, is {@link StoreAway}. */
@ApplicationScoped
public class StoreCalls {
  private final Redis redis;
  private final Duration timeout;

  StoreCalls(Redis redis, DashboardConfig config) {
    this.redis = redis;
    this.timeout = config.store().timeout();
  }

  /** Sends one request. */
  Uni<Response> send(Request request) {
    return bounded(Uni.createFrom().completionStage(() -> redis.send(request).toCompletionStage()));
  }

  /** Sends all requests at once; the answers are in their order. */
  Uni<List<Response>> batch(List<Request> requests) {
    if (requests.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return bounded(
        Uni.createFrom().completionStage(() -> redis.batch(requests).toCompletionStage()));
  }

  private <T> Uni<T> bounded(Uni<T> answer) {
    return answer
        .ifNoItem()
        .after(timeout)
        .fail()
        .onFailure()
        .transform(e -> new StoreAway("the store does not answer: " + e.getMessage(), e));
  }
}
