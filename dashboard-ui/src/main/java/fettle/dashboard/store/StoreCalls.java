package fettle.dashboard.store;

import fettle.dashboard.config.DashboardConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;

/** Requests to Redis; every failure, a late answer too, is {@link StoreAway}. */
@ApplicationScoped
public class StoreCalls {
  /** Fewer than {@code quarkus.redis.max-waiting-handlers}, beyond which a batch fails. */
  private static final int AT_ONCE = 1024;

  private final Redis redis;
  private final Duration timeout;

  @Inject
  StoreCalls(Redis redis, DashboardConfig config) {
    this(redis, config.store().timeout());
  }

  StoreCalls(Redis redis, Duration timeout) {
    this.redis = redis;
    this.timeout = timeout;
  }

  /** Sends one request. */
  Uni<Response> send(Request request) {
    return bounded(Uni.createFrom().completionStage(() -> redis.send(request).toCompletionStage()));
  }

  /**
   * Sends all requests, as many at once as a connection lets wait; the answers are in their order.
   */
  Uni<List<Response>> batch(List<Request> requests) {
    if (requests.size() <= AT_ONCE) {
      return atOnce(requests);
    }
    List<Response> answers = new ArrayList<>(requests.size());
    Uni<Void> sent = Uni.createFrom().voidItem();
    for (int from = 0; from < requests.size(); from += AT_ONCE) {
      List<Request> part = requests.subList(from, Math.min(from + AT_ONCE, requests.size()));
      sent = sent.chain(() -> atOnce(part)).invoke(answers::addAll).replaceWithVoid();
    }
    return sent.replaceWith(answers);
  }

  private Uni<List<Response>> atOnce(List<Request> requests) {
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
        .failWith(() -> new TimeoutException("nothing in " + timeout.toMillis() + " ms"))
        .onFailure()
        .transform(e -> new StoreAway("the store does not answer: " + reason(e), e));
  }

  private static String reason(Throwable e) {
    return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
  }
}
