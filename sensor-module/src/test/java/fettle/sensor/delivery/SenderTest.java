package fettle.sensor.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fettle.sensor.buffer.DiskBuffer;
import fettle.sensor.buffer.Entry;
import fettle.sensor.buffer.Mark;
import fettle.sensor.buffer.WhenFull;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SenderTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private DiskBuffer buffer;

  @BeforeEach
  void openBuffer() throws IOException {
    buffer = DiskBuffer.open(folder, "", 1 << 20, 1 << 16);
  }

  @AfterEach
  void close() throws Exception {
    threads.shutdownNow();
    buffer.close();
  }

  @Test
  void batchesOfAMachineKeepTheirOrderThroughFailures() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    start(
        entry -> {
          if (attempts.incrementAndGet() % 3 == 0) {
            return Uni.createFrom().failure(new IllegalStateException("no acknowledgement"));
          }
          sent.add(entry.messageId());
          return Uni.createFrom().voidItem();
        });
    for (int i = 0; i < 8; i++) {
      append("a", i);
    }

    await().atMost(SOON).until(() -> buffer.size() == 0);
    assertThat(sent).containsExactly("a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7");
    assertThat(buffer.tally("a").sent()).isEqualTo(8);
  }

  @Test
  void machineDoesNotWaitForAnother() throws Exception {
    Map<String, UniEmitter<? super Void>> unanswered = new ConcurrentHashMap<>();
    start(
        entry -> {
          sent.add(entry.messageId());
          return entry.machine().equals("a")
              ? Uni.createFrom().emitter(emitter -> unanswered.put(entry.messageId(), emitter))
              : Uni.createFrom().voidItem();
        });
    append("a", 0);
    append("a", 1);
    append("b", 0);
    append("b", 1);

    await().atMost(SOON).until(() -> sent.contains("b1"));
    assertThat(sent).as("one under way a machine").doesNotContain("a1");
    unanswered.get("a0").complete(null);
    await().atMost(SOON).until(() -> sent.contains("a1"));
  }

  @Test
  void noMoreThanTheWindowIsUnderWay() throws Exception {
    start(
        entry -> {
          sent.add(entry.messageId());
          return Uni.createFrom().nothing();
        });
    for (int i = 0; i < 20; i++) {
      append("machine" + i, 0);
    }

    await().atMost(SOON).until(() -> sent.size() == 4);
    await().during(Duration.ofMillis(300)).atMost(SOON).until(() -> sent.size() == 4);
  }

  @Test
  void messageThatCanNeverBeSentIsDroppedAndCounted() throws Exception {
    start(
        entry -> {
          if (entry.messageId().equals("a0")) {
            throw new IllegalArgumentException("too large");
          }
          sent.add(entry.messageId());
          return Uni.createFrom().voidItem();
        });
    append("a", 0);
    append("a", 1);

    await().atMost(SOON).until(() -> buffer.size() == 0);
    assertThat(sent).containsExactly("a1");
    assertThat(buffer.tally("a").dropped()).isEqualTo(1);
  }

  private void start(Outlet outlet) {
    Sender sender = new Sender(buffer, outlet, 4);
    threads.submit(
        () -> {
          sender.run();
          return null;
        });
  }

  private void append(String machine, int number) throws Exception {
    buffer.append(
        new Entry(machine, machine + number, 1, Mark.NONE, new byte[] {'1'}), WhenFull.DROP_OLDEST);
  }
}
