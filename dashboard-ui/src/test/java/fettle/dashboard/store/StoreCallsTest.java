package fettle.dashboard.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StoreCallsTest {

  @Test
  void aStoreThatIsSilentIsSaidToBeWithTheTimeItWasGiven() throws IOException {
    Vertx vertx = Vertx.vertx();
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket silent = new ServerSocket(0, 1, loopback)) {
      String address = "redis://" + loopback.getHostAddress() + ":" + silent.getLocalPort();
      StoreCalls calls = new StoreCalls(Redis.createClient(vertx, address), Duration.ofMillis(70));

      assertThatThrownBy(
              () -> calls.send(Request.cmd(Command.PING)).await().atMost(Duration.ofSeconds(30)))
          .isInstanceOf(StoreAway.class)
          .hasMessage("the store does not answer: nothing in 70 ms");
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }
}
