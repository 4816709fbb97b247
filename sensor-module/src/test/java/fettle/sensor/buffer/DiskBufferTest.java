package fettle.sensor.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskBufferTest {
  private static final int SEGMENT = 1_000;
  private static final int READINGS = 10;

  @TempDir Path folder;

  @Test
  void entriesComeOutInTheOrderTheyWentIn() throws Exception {
    try (DiskBuffer buffer = open("run", 100_000)) {
      append(buffer, 0, 50);

      assertThat(ids(takeAll(buffer))).isEqualTo(ids(0, 50));
    }
  }

  @Test
  void unacknowledgedEntriesSurviveARestartInOrder() throws Exception {
    try (DiskBuffer buffer = open("run", 100_000)) {
      append(buffer, 0, 50);
      acknowledge(buffer, takeAll(buffer).subList(0, 20));
    }

    try (DiskBuffer buffer = open("run", 100_000)) {
      assertThat(ids(takeAll(buffer))).isEqualTo(ids(20, 50));
    }
  }

  @Test
  void killLosesNothingThatWasAppended() throws Exception {
    Path copy = folder.resolve("copy");
    try (DiskBuffer buffer = open("run", 100_000)) {
      append(buffer, 0, 50);
      acknowledge(buffer, takeAll(buffer).subList(0, 30));
      copyFiles(folder.resolve("buffer"), copy);
    }

    try (DiskBuffer buffer = DiskBuffer.open(copy, "run", 100_000, SEGMENT)) {
      List<String> again = ids(takeAll(buffer));
      assertThat(again).endsWith(ids(30, 50).toArray(String[]::new));
      assertThat(buffer.tally("pump-01").read()).isEqualTo(50 * READINGS);
      assertThat(buffer.tally("pump-01").position()).isEqualTo(50);
      assertThat(buffer.tally("pump-01").sent() + (long) again.size() * READINGS)
          .as("what counts as sent is not handed out again")
          .isEqualTo(50 * READINGS);
    }
  }

  @Test
  void entryAcknowledgedOutOfOrderIsNotCountedTwiceAfterARestart() throws Exception {
    try (DiskBuffer buffer = open("run", 100_000)) {
      append(buffer, 0, 3);
      List<Stored> taken = takeAll(buffer);
      buffer.acknowledge(taken.get(1));
      buffer.acknowledge(taken.get(2));
      assertThat(buffer.tally("pump-01").sent()).isEqualTo(2 * READINGS);
    }

    try (DiskBuffer buffer = open("run", 100_000)) {
      acknowledge(buffer, takeAll(buffer));

      assertThat(buffer.tally("pump-01").sent()).isEqualTo(3 * READINGS);
      assertThat(buffer.size()).isZero();
    }
  }

  @Test
  void overflowDropsTheOldestAndCountsThem() throws Exception {
    try (DiskBuffer buffer = open("run", 3 * SEGMENT)) {
      append(buffer, 0, 100);

      List<String> left = ids(takeAll(buffer));
      assertThat(left).endsWith(ids(99, 100).toArray(String[]::new)).hasSizeBetween(5, 40);
      assertThat(left).isEqualTo(ids(100 - left.size(), 100));
      assertThat(buffer.tally("pump-01").dropped()).isEqualTo((100L - left.size()) * READINGS);
      assertThat(buffer.bytes()).isLessThanOrEqualTo(3 * SEGMENT);
    }
  }

  @Test
  void entryUnderWayIsNotCountedAsDropped() throws Exception {
    try (DiskBuffer buffer = open("run", 3 * SEGMENT)) {
      append(buffer, 0, 2);
      List<Stored> underWay = takeAll(buffer);
      append(buffer, 2, 100);
      acknowledge(buffer, underWay);

      int left = takeAll(buffer).size();
      Tally tally = buffer.tally("pump-01");
      assertThat(tally.sent()).isEqualTo(2 * READINGS);
      assertThat(tally.sent() + tally.dropped() + (long) left * READINGS).isEqualTo(100 * READINGS);
    }
  }

  @Test
  void patientAppendWaitsForRoomInsteadOfDropping() throws Exception {
    try (DiskBuffer buffer = open("run", 2 * SEGMENT);
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      CountDownLatch filling = new CountDownLatch(15);
      Future<?> writer =
          threads.submit(
              () -> {
                for (int i = 0; i < 200; i++) {
                  buffer.append(entry(i), WhenFull.WAIT);
                  filling.countDown();
                }
                return null;
              });
      assertThat(filling.await(30, TimeUnit.SECONDS)).isTrue();
      List<String> seen = new ArrayList<>();
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(1))
          .until(
              () -> {
                List<Stored> taken = takeAll(buffer);
                seen.addAll(ids(taken));
                acknowledge(buffer, taken);
                return seen.size() >= 200;
              });
      writer.get(30, TimeUnit.SECONDS);

      assertThat(seen).isEqualTo(ids(0, 200));
      assertThat(buffer.tally("pump-01").dropped()).isZero();
    }
  }

  @Test
  void recordCutOffByAPowerLossIsLeftOut() throws Exception {
    try (DiskBuffer buffer = open("run", 100_000)) {
      append(buffer, 0, 4);
    }
    try (RandomAccessFile file = new RandomAccessFile(segments().getFirst().toFile(), "rw")) {
      file.setLength(file.length() - 3);
    }

    try (DiskBuffer buffer = open("run", 100_000)) {
      append(buffer, 7, 8);

      assertThat(ids(takeAll(buffer))).containsExactly("id-0", "id-1", "id-2", "id-7");
    }
  }

  @Test
  void damagedRecordCostsNoOther() throws Exception {
    try (DiskBuffer buffer = open("run", 100_000)) {
      append(buffer, 0, 5);
    }
    damage(segments().getFirst(), "{\"number\":2}");

    try (DiskBuffer buffer = open("run", 100_000)) {
      append(buffer, 7, 8);
      List<Stored> taken = takeAll(buffer);
      assertThat(ids(taken)).containsExactly("id-0", "id-1", "id-3", "id-4", "id-7");
      acknowledge(buffer, taken);
      assertThat(buffer.size()).isZero();
      assertThat(buffer.damaged()).as("told once, by the recovery").isBetween(40L, 120L);
    }
  }

  @Test
  void damagedLastRecordLeavesNothingWaitingForEver() throws Exception {
    try (DiskBuffer buffer = open("run", 100_000)) {
      append(buffer, 0, 3);
    }
    damage(segments().getFirst(), "{\"number\":2}");

    try (DiskBuffer buffer = open("run", 100_000)) {
      acknowledge(buffer, takeAll(buffer));

      assertThat(buffer.size()).isZero();
    }
  }

  @Test
  void fullDiskDoesNotKeepWhatTheHubHas() throws Exception {
    Path inTheWay = folder.resolve("buffer/state.next");
    try (DiskBuffer buffer = open("run", 100_000)) {
      append(buffer, 0, 100);
      List<Stored> taken = takeAll(buffer);
      Files.createDirectories(inTheWay.resolve("x"));
      for (Stored stored : taken) {
        acknowledgeThoughTheStateCannotBeWritten(buffer, stored);
      }

      assertThat(segments()).as("the space is free").hasSize(1);
      assertThat(buffer.bytes()).isLessThanOrEqualTo(SEGMENT);
      Files.delete(inTheWay.resolve("x"));
      Files.delete(inTheWay);
      append(buffer, 100, 130);
    }

    try (DiskBuffer buffer = open("run", 100_000)) {
      assertThat(ids(takeAll(buffer))).endsWith(ids(100, 130).toArray(String[]::new));
      assertThat(buffer.tally("pump-01").sent()).isEqualTo(100 * READINGS);
    }
  }

  @Test
  void damagedStateIsPutAsideAndWhatIsThereIsSent() throws Exception {
    for (String damage : List.of("", "fettle-sensor-buffer 1\nrun\n0\nx\n", "\u0000\u0000")) {
      try (DiskBuffer buffer = open("run", 100_000)) {
        append(buffer, 0, 5);
      }
      Files.writeString(folder.resolve("buffer/state"), damage);

      try (DiskBuffer buffer = open("run", 100_000)) {
        List<Stored> taken = takeAll(buffer);
        assertThat(ids(taken)).isEqualTo(ids(0, 5));
        acknowledge(buffer, taken);
      }
      assertThat(folder.resolve("buffer/state.damaged")).hasContent(damage);
    }
  }

  @Test
  void unchangedStateIsNotWrittenAgain() throws Exception {
    Path state = folder.resolve("buffer/state");
    try (DiskBuffer buffer = open("run", 100_000)) {
      append(buffer, 0, 5);
      buffer.checkpoint();
      Object file = Files.readAttributes(state, BasicFileAttributes.class).fileKey();

      buffer.checkpoint();

      assertThat(Files.readAttributes(state, BasicFileAttributes.class).fileKey()).isEqualTo(file);
    }
  }

  @Test
  void whatAnOverflowLeavesInMemoryAloneCountsAsDroppedAfterARestart() throws Exception {
    long dropped;
    int left;
    try (DiskBuffer buffer = open("run", 3 * SEGMENT)) {
      append(buffer, 0, 4);
      List<Stored> underWay = takeAll(buffer);
      append(buffer, 4, 100);
      // its segment is gone, but the hub has it all the same
      buffer.acknowledge(underWay.get(1));
      dropped = buffer.tally("pump-01").dropped();
      assertThat(buffer.tally("pump-01").sent()).isEqualTo(READINGS);
    }

    try (DiskBuffer buffer = open("run", 3 * SEGMENT)) {
      left = takeAll(buffer).size();
      Tally tally = buffer.tally("pump-01");
      assertThat(tally.dropped()).isEqualTo(dropped + 3 * READINGS);
      assertThat(tally.sent() + tally.dropped() + (long) left * READINGS).isEqualTo(tally.read());
      assertThat(tally.read()).isEqualTo(100 * READINGS);
    }
  }

  @Test
  void sizeCountsNothingThatWasDropped() throws Exception {
    try (DiskBuffer buffer = open("run", 3 * SEGMENT)) {
      append(buffer, 0, 2);
      List<Stored> underWay = takeAll(buffer);
      append(buffer, 2, 100);

      long size = buffer.size();

      int left = takeAll(buffer).size();
      assertThat(size).isEqualTo(underWay.size() + left);
    }
  }

  @Test
  void anotherRunSendsWhatIsLeftButStartsItsRecordingsOver() throws Exception {
    try (DiskBuffer buffer = open("first", 100_000)) {
      append(buffer, 0, 5);
    }
    for (int restart = 0; restart < 2; restart++) {
      try (DiskBuffer buffer = open("second", 100_000)) {
        assertThat(buffer.tally("pump-01").position()).isZero();
        assertThat(buffer.tally("pump-01").read()).isEqualTo(5 * READINGS);
        assertThat(ids(takeAll(buffer))).isEqualTo(ids(0, 5));
      }
    }
  }

  @Test
  void folderOfAnotherProcessIsRefusedByName() throws Exception {
    try (DiskBuffer ignored = open("run", 100_000)) {
      assertThatThrownBy(() -> open("run", 100_000))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(folder.resolve("buffer").toString())
          .hasMessageContaining("another process");
    }
  }

  @Test
  void unusableFolderIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> DiskBuffer.open(file.resolve("buffer"), "run", 100_000, SEGMENT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.resolve("buffer").toString());
  }

  private DiskBuffer open(String run, long maxBytes) throws IOException {
    return DiskBuffer.open(folder.resolve("buffer"), run, maxBytes, SEGMENT);
  }

  private static void append(DiskBuffer buffer, int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      buffer.append(entry(i), WhenFull.DROP_OLDEST);
    }
  }

  private static Entry entry(int number) {
    Mark mark = new Mark((number + 1L) * READINGS, 0, number + 1L);
    byte[] body = ("{\"number\":" + number + "}").getBytes(StandardCharsets.UTF_8);
    return new Entry("pump-01", "id-" + number, READINGS, mark, body);
  }

  private static List<Stored> takeAll(DiskBuffer buffer) throws IOException {
    List<Stored> taken = new ArrayList<>();
    for (Optional<Stored> next = buffer.next(); next.isPresent(); next = buffer.next()) {
      taken.add(next.get());
    }
    return taken;
  }

  private static void acknowledge(DiskBuffer buffer, List<Stored> entries) throws IOException {
    for (Stored stored : entries) {
      buffer.acknowledge(stored);
    }
  }

  private static List<String> ids(List<Stored> entries) {
    return entries.stream().map(stored -> stored.entry().messageId()).toList();
  }

  private static List<String> ids(int from, int to) {
    List<String> ids = new ArrayList<>();
    for (int i = from; i < to; i++) {
      ids.add("id-" + i);
    }
    return ids;
  }

  private static void acknowledgeThoughTheStateCannotBeWritten(DiskBuffer buffer, Stored stored) {
    try {
      buffer.acknowledge(stored);
    } catch (IOException expected) {
      assertThat(expected).hasMessageContaining("state.next");
    }
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("buffer"))) {
      return files.filter(file -> file.toString().endsWith(Segment.SUFFIX)).sorted().toList();
    }
  }

  /** Turns a bit of a body. */
  private static void damage(Path segment, String body) throws IOException {
    byte[] bytes = Files.readAllBytes(segment);
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(body);
    bytes[at] ^= 1;
    Files.write(segment, bytes);
  }

  private static void copyFiles(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
