package fettle.emulator.edgehub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fettle.emulator.hub.DeviceMessage;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreQueueTest {

  private static final long PLENTY = 1L << 30;
  private static final long LATER = Long.MAX_VALUE;

  @TempDir Path folder;
  private Vertx vertx;
  private Context loop;
  private WorkerExecutor disk;
  private StoreQueue queue;
  private final AtomicInteger failures = new AtomicInteger();
  private final StoreQueue.Listener listener =
      new StoreQueue.Listener() {
        @Override
        public void available() {}

        @Override
        public void failed() {
          failures.incrementAndGet();
        }
      };

  @BeforeEach
  void open() throws Exception {
    vertx = Vertx.vertx();
    loop = vertx.getOrCreateContext();
    disk = vertx.createSharedWorkerExecutor("store-test", 1);
    queue = open(PLENTY);
  }

  @AfterEach
  void stop() throws Exception {
    get(vertx.close());
  }

  private StoreQueue open(long maxBytes) throws Exception {
    return get(StoreQueue.open(folder.resolve("queue"), loop, disk, maxBytes, listener));
  }

  /** As after kill -9: nothing is closed, and another process opens the same files. */
  private void reopenAfterAKill() throws Exception {
    queue = open(PLENTY);
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private <T> T onLoop(Supplier<T> work) throws Exception {
    Promise<T> promise = Promise.promise();
    loop.runOnContext(ignored -> promise.complete(work.get()));
    return get(promise.future());
  }

  private Future<Void> append(String body) throws Exception {
    return onLoop(() -> queue.append(message(body, 0), LATER));
  }

  private static StoredMessage message(String body, int padding) {
    byte[] bytes = (body + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
    return new StoredMessage(
        "in", new DeviceMessage("d", "m", bytes, Map.of("message-id", body), Map.of("k", "v")));
  }

  private static String body(QueuedMessage item) {
    return new String(item.message().message().body(), StandardCharsets.UTF_8).strip();
  }

  private QueuedMessage take() throws Exception {
    return await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .atMost(Duration.ofSeconds(60))
        .until(() -> onLoop(queue::take), item -> item != null);
  }

  private List<String> takeAndFinish(int count) throws Exception {
    List<String> bodies = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      QueuedMessage item = take();
      bodies.add(body(item));
      finish(item);
    }
    return bodies;
  }

  private void finish(QueuedMessage item) throws Exception {
    onLoop(
        () -> {
          queue.done(item);
          return null;
        });
  }

  private static List<String> names(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).toList();
  }

  @Test
  void aStoredMessageComesOutWhole() throws Exception {
    get(append("hello"));
    reopenAfterAKill();
    StoredMessage stored = take().message();
    assertThat(stored.input()).isEqualTo("in");
    assertThat(stored.message().sender()).isEqualTo("d/m");
    assertThat(stored.message().systemProperties()).containsEntry("message-id", "hello");
    assertThat(stored.message().properties()).containsEntry("k", "v");
    assertThat(stored.message().body()).asString(StandardCharsets.UTF_8).isEqualTo("hello");
  }

  @Test
  void whatWasStoredAndNotDeliveredSurvivesAKill() throws Exception {
    for (String name : names(0, 100)) {
      get(append(name));
    }
    assertThat(takeAndFinish(40)).isEqualTo(names(0, 40));
    // the cursor is written behind the deliveries; another append is behind the cursor's write
    get(append("100"));
    reopenAfterAKill();
    assertThat(takeAndFinish(61)).isEqualTo(names(40, 101));
    assertThat(onLoop(queue::pendingMessages)).isZero();
  }

  @Test
  void aTornRecordAtTheEndIsCutOffAndTheRestKept() throws Exception {
    get(append("whole"));
    get(append("torn"));
    try (Stream<Path> files = Files.list(folder.resolve("queue"))) {
      Path last =
          files
              .filter(Segment::isSegment)
              .max(Comparator.comparing(Path::getFileName))
              .orElseThrow();
      try (FileChannel channel = FileChannel.open(last, StandardOpenOption.WRITE)) {
        channel.truncate(Files.size(last) - 3);
      }
    }
    reopenAfterAKill();
    get(append("next"));
    assertThat(takeAndFinish(2)).containsExactly("whole", "next");
  }

  @Test
  void moreThanMemoryHoldsComesBackFromDiskInOrder() throws Exception {
    List<Future<Void>> stored = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      StoredMessage big = message(Integer.toString(i), 100_000);
      stored.add(onLoop(() -> queue.append(big, LATER)));
    }
    get(Future.all(stored));
    assertThat(takeAndFinish(200)).isEqualTo(names(0, 200));
  }

  @Test
  void deliveredSegmentsLeaveTheDisk() throws Exception {
    for (int i = 0; i < 400; i++) {
      StoredMessage big = message(Integer.toString(i), 100_000);
      get(onLoop(() -> queue.append(big, LATER)));
    }
    takeAndFinish(400);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              try (Stream<Path> files = Files.list(folder.resolve("queue"))) {
                assertThat(files.filter(Segment::isSegment)).hasSize(1);
              }
            });
  }

  @Test
  void aFullQueueLetsAppendsWaitUntilThereIsRoom() throws Exception {
    queue = open(1_000);
    Future<Void> first = onLoop(() -> queue.append(message("first", 600), LATER));
    get(first);
    Future<Void> second = onLoop(() -> queue.append(message("second", 600), LATER));
    Future<Void> third = append("third");
    assertThat(onLoop(queue::waiting)).isEqualTo(2);
    finish(take());
    get(second);
    get(third);
    assertThat(takeAndFinish(2)).containsExactly("second", "third");
  }

  @Test
  void anAppendThatSucceedsBesideAReadThatFailsIsStored() throws Exception {
    StoredMessage last = message("45", 100_000);
    for (int i = 0; i < 45; i++) {
      StoredMessage big = message(Integer.toString(i), 100_000);
      get(onLoop(() -> queue.append(big, LATER)));
    }
    get(onLoop(() -> queue.append(last, LATER)));
    replaceTheEndWithAnotherFormat(last);

    // memory is emptied while a job is under way, so that the next one writes and reads
    Future<Void> late =
        onLoop(
            () -> {
              queue.append(message("early", 0), LATER);
              for (QueuedMessage item = queue.take(); item != null; item = queue.take()) {
                queue.done(item);
              }
              return queue.append(message("late", 0), LATER);
            });

    get(late);
    await().atMost(Duration.ofSeconds(60)).until(() -> failures.get() > 0);
    assertThat(onLoop(queue::isReading)).isFalse();
    get(append("while the disk is tried again"));
  }

  private void replaceTheEndWithAnotherFormat(StoredMessage last) throws IOException {
    byte[] payload = last.encode();
    payload[0] = 99;
    ByteBuffer bytes = ByteBuffer.allocate(Segment.HEADER + payload.length);
    Segment.put(bytes, LATER, payload);
    try (Stream<Path> files = Files.list(folder.resolve("queue"))) {
      Path log = files.filter(Segment::isSegment).findFirst().orElseThrow();
      try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
        channel.write(bytes.flip(), channel.size() - bytes.capacity());
      }
    }
  }

  @Test
  void whatIsPutBackComesAgainInOrderWithoutWhatIsDone() throws Exception {
    for (String name : names(0, 5)) {
      get(append(name));
    }
    List<QueuedMessage> taken = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      taken.add(take());
    }
    finish(taken.get(1));
    finish(taken.get(3));
    onLoop(
        () -> {
          queue.putBack();
          return null;
        });
    assertThat(takeAndFinish(3)).containsExactly("0", "2", "4");
    assertThat(onLoop(queue::pendingMessages)).isZero();
    assertThat(onLoop(queue::pendingBytes)).isZero();
  }
}
