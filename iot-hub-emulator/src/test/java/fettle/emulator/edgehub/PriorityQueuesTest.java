package fettle.emulator.edgehub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fettle.emulator.edgehub.store.StoredMessage;
import fettle.emulator.hub.DeviceMessage;
import fettle.emulator.metrics.Metrics;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriorityQueuesTest {

  private static final int MORE_THAN_MEMORY_HOLDS = 80;

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aLowerPriorityWaitsWhileTheRestOfAHigherOneIsReadFromDisk() throws Exception {
    PriorityQueues queues =
        new PriorityQueues(
            folder,
            new EdgeResources(
                vertx,
                loop,
                vertx.createSharedWorkerExecutor("priorities-test", 1),
                folder,
                InstantSource.system(),
                new Metrics()),
            1L << 30,
            expired -> {});
    CompletableFuture<Void> stored = new CompletableFuture<>();
    loop.runOnContext(
        ignored -> {
          List<Future<Void>> all = new ArrayList<>();
          all.add(queues.append(5, message("low", 0), Long.MAX_VALUE));
          for (int i = 0; i < MORE_THAN_MEMORY_HOLDS; i++) {
            all.add(queues.append(0, message("high " + i, 100_000), Long.MAX_VALUE));
          }
          Future.all(all).<Void>mapEmpty().onSuccess(stored::complete);
        });
    stored.get(60, TimeUnit.SECONDS);

    List<String> taken = new CopyOnWriteArrayList<>();
    loop.runOnContext(
        ignored -> {
          queues.onAvailable(() -> takeAll(queues, taken));
          takeAll(queues, taken);
        });

    await().atMost(Duration.ofSeconds(60)).until(() -> taken.size() == MORE_THAN_MEMORY_HOLDS + 1);
    assertThat(taken)
        .startsWith(
            IntStream.range(0, MORE_THAN_MEMORY_HOLDS)
                .mapToObj(i -> "high " + i)
                .toArray(String[]::new))
        .endsWith("low");
  }

  private static void takeAll(PriorityQueues queues, List<String> taken) {
    for (PriorityQueues.Taken next = queues.take(); next != null; next = queues.take()) {
      taken.add(new String(next.item().message().message().body(), StandardCharsets.UTF_8).strip());
      next.done();
    }
  }

  private static StoredMessage message(String body, int padding) {
    byte[] bytes = (body + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
    return new StoredMessage(null, new DeviceMessage("d", "m", bytes, Map.of(), Map.of()));
  }
}
