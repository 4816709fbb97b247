package fettle.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.ModuleClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdgeConnectionTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void clientThatOpensWhileTheModuleIsClosedIsClosedToo() throws Exception {
    AtomicReference<ModuleClient> client = new AtomicReference<>();
    CountDownLatch open = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    try (Hub hub = Hub.start(folder)) {
      EdgeConnection connection =
          new EdgeConnection(
              EdgeEnvironment.of(hub.environment(hub.pair().source())),
              EdgeOptions.DEFAULT,
              EdgeMetrics.NONE,
              before -> {},
              after -> {
                client.set(after);
                open.countDown();
                closed.await(60, TimeUnit.SECONDS);
              });
      connection.connect();
      assertThat(open.await(60, TimeUnit.SECONDS)).isTrue();

      connection.close();
      closed.countDown();

      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThatThrownBy(
                          () ->
                              client
                                  .get()
                                  .sendEventAsync(
                                      new Message("x"), (m, failure, context) -> {}, null, "out"))
                      .isInstanceOf(IllegalStateException.class));
    }
  }

  @Test
  void connectionTakenByAnotherOfTheSameIdentityIsNotTakenBackAtOnce() throws Exception {
    Duration shortest = Duration.ofSeconds(3);
    AtomicReference<Long> lost = new AtomicReference<>();
    AtomicReference<Long> back = new AtomicReference<>();
    try (Hub hub = Hub.start(folder)) {
      String identity = hub.pair().source();
      EdgeModule.Builder builder =
          EdgeModule.builder(hub.environment(identity))
              .options(EdgeOptions.DEFAULT.withBackoff(shortest, Duration.ofMinutes(10)))
              .metrics(
                  new EdgeMetrics() {
                    @Override
                    public void stateChanged(ConnectionState state) {
                      if (state == ConnectionState.RECONNECTING) {
                        lost.compareAndSet(null, System.nanoTime());
                      } else if (state == ConnectionState.CONNECTED && lost.get() != null) {
                        back.compareAndSet(null, System.nanoTime());
                      }
                    }
                  });
      try (EdgeModule first = builder.start()) {
        first.connected().await().atMost(SOON);
        try (EdgeModule second = EdgeModule.builder(hub.environment(identity)).start()) {
          second.connected().await().atMost(SOON);
          await().atMost(SOON).until(() -> lost.get() != null);
        }

        await().atMost(SOON).until(() -> back.get() != null);
        assertThat(Duration.ofNanos(back.get() - lost.get())).isGreaterThan(shortest.dividedBy(2));
      }
    }
  }
}
