package fettle.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.gateway.fixtures.RedisProcess;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedisCallsTest {
  /** More than the client lets wait for answers on one connection. */
  private static final int MANY = 5000;

  private static RedisProcess redis;

  @BeforeAll
  static void startRedis() {
    redis = RedisProcess.launch();
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @Test
  void moreRequestsThanTheClientLetsWaitAreAnsweredInTheirOrder() throws StoreAway {
    List<Request> requests =
        IntStream.range(0, MANY).mapToObj(i -> Request.cmd(Command.ECHO).arg(i)).toList();

    List<Response> answers = Stores.calls(redis).batch(requests);

    assertThat(answers)
        .extracting(Response::toInteger)
        .containsExactlyElementsOf(IntStream.range(0, MANY).boxed().toList());
  }

  @Test
  void noRequestsHaveNoAnswers() throws StoreAway {
    assertThat(Stores.calls(redis).batch(List.of())).isEmpty();
  }
}
