package fettle.sensor.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fettle.recording.ReadOptions;
import fettle.sensor.buffer.DiskBuffer;
import fettle.sensor.buffer.Entry;
import fettle.sensor.delivery.Outlet;
import fettle.sensor.delivery.Sender;
import fettle.sensor.replay.ReplayOptions;
import fettle.sensor.replay.ReplaySource;
import fettle.sensor.settings.LiveSettings;
import fettle.sensor.settings.Settings;
import fettle.sensor.source.SimulatedSource;
import fettle.sensor.source.Source;
import fettle.telemetry.TelemetryBatch;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int FILES = 16;
  private static final int ROWS = 1_000;
  private static final int SMALL_BUFFER = 64 << 10;
  private static final int SILENT_AFTER = 300;

  @TempDir Path folder;
  private final Queue<byte[]> arrived = new ConcurrentLinkedQueue<>();
  private final LiveSettings settings = new LiveSettings(new Settings(10, 10, 200));
  private final Outlet takesAll = this::take;

  @Test
  void sixteenRecordingsThroughASmallBufferLoseNothing() throws Exception {
    Source source = replay(0);
    DiskBuffer buffer = DiskBuffer.open(folder.resolve("buffer"), "run", SMALL_BUFFER, 16 << 10);
    try (Pipeline pipeline = pipeline(source, buffer, takesAll)) {
      pipeline.start();
      await().atMost(SOON).until(pipeline::done);
    }

    Map<String, List<Integer>> rows = Recordings.rows(arrived);
    assertThat(rows).hasSize(FILES);
    rows.values().forEach(machine -> assertThat(machine).isEqualTo(Recordings.upTo(ROWS)));
    buffer
        .tallies()
        .values()
        .forEach(
            tally -> {
              assertThat(tally.read()).isEqualTo(ROWS);
              assertThat(tally.sent()).isEqualTo(ROWS);
              assertThat(tally.dropped()).isZero();
            });
  }

  @Test
  void replayThatWasKilledGoesOnWithoutLossOrRepeat() throws Exception {
    Path left = folder.resolve("left");
    DiskBuffer buffer = DiskBuffer.open(folder.resolve("buffer"), "run", SMALL_BUFFER, 16 << 10);
    try (Pipeline pipeline = pipeline(replay(0), buffer, this::takeAndFallSilent)) {
      pipeline.start();
      // the hub has fallen silent and the buffer is full: nothing moves, as after a kill
      await()
          .during(Duration.ofMillis(500))
          .atMost(SOON)
          .until(() -> arrived.size() > SILENT_AFTER && buffer.bytes() > SMALL_BUFFER - 5_000);
      copy(folder.resolve("buffer"), left);
    }

    DiskBuffer again = DiskBuffer.open(left, "run", SMALL_BUFFER, 16 << 10);
    try (Pipeline pipeline = pipeline(replay(0), again, takesAll)) {
      pipeline.start();
      await().atMost(SOON).until(pipeline::done);
    }

    Map<String, List<Integer>> rows = Recordings.rows(arrived);
    assertThat(rows).hasSize(FILES);
    rows.values().forEach(machine -> assertThat(machine).isEqualTo(Recordings.upTo(ROWS)));
    assertThat(again.tallies().values())
        .allSatisfy(
            tally -> {
              assertThat(tally.read()).isEqualTo(ROWS);
              assertThat(tally.sent()).isEqualTo(ROWS);
            });
  }

  @Test
  void finishedReplayStaysFinishedAfterARestart() throws Exception {
    for (int start = 0; start < 2; start++) {
      DiskBuffer buffer = DiskBuffer.open(folder.resolve("buffer"), "run", 1 << 20, 1 << 14);
      try (Pipeline pipeline = pipeline(replay(0), buffer, takesAll)) {
        pipeline.start();
        await().atMost(SOON).until(pipeline::done);
      }
    }

    assertThat(Recordings.rows(arrived).values())
        .allSatisfy(machine -> assertThat(machine).isEqualTo(Recordings.upTo(ROWS)));
  }

  @Test
  void eventTimesKeepTheirSpacingAndEndNow() throws Exception {
    long start = System.currentTimeMillis();
    DiskBuffer buffer = DiskBuffer.open(folder.resolve("buffer"), "", 1 << 20, 1 << 14);
    try (Pipeline pipeline = pipeline(replay(1_000), buffer, takesAll)) {
      pipeline.start();
      await().atMost(SOON).until(pipeline::done);
    }

    List<Long> times = new ArrayList<>();
    for (byte[] body : arrived) {
      TelemetryBatch batch = Recordings.decode(body);
      if (batch.machine().equals("m0")) {
        for (long time : batch.times()) {
          times.add(time);
        }
      }
    }
    assertThat(times).hasSize(ROWS);
    for (int i = 1; i < ROWS; i++) {
      assertThat(times.get(i) - times.get(i - 1)).isEqualTo(1_000);
    }
    assertThat(times.get(ROWS - 1)).isBetween(start, System.currentTimeMillis());
  }

  @Test
  void labelsAreWrittenBesideAndNotSent() throws Exception {
    DiskBuffer buffer = DiskBuffer.open(folder.resolve("buffer"), "", 1 << 20, 1 << 14);
    try (Pipeline pipeline = pipeline(replay(0), buffer, takesAll)) {
      pipeline.start();
      await().atMost(SOON).until(pipeline::done);
    }

    TelemetryBatch first =
        arrived.stream()
            .map(Recordings::decode)
            .filter(batch -> batch.machine().equals("m0"))
            .findFirst()
            .orElseThrow();
    assertThat(first.signals()).containsExactly("a", "b");
    List<String> truth = Files.readAllLines(folder.resolve("truth/m0.csv"));
    assertThat(truth).hasSize(ROWS + 1);
    assertThat(truth.get(0)).isEqualTo("t,anomaly");
    assertThat(truth.get(1)).isEqualTo(first.times()[0] + ",0");
    assertThat(truth.get(2)).isEqualTo(first.times()[1] + ",1");
  }

  @Test
  void simulatedReadingsLieOnTheGridAndFollowASettingAtOnce() throws Exception {
    settings.set(new Settings(3_600_000, 5, 100));
    DiskBuffer buffer = DiskBuffer.open(folder.resolve("buffer"), "", 1 << 20, 1 << 14);
    try (Pipeline pipeline =
        pipeline(new SimulatedSource(1, "pump-", 2, Duration.ofHours(1)), buffer, takesAll)) {
      pipeline.start();
      settings.set(new Settings(20, 5, 100));
      await().atMost(SOON).until(() -> arrived.size() >= 6);
    }

    for (byte[] body : arrived) {
      TelemetryBatch batch = Recordings.decode(body);
      assertThat(batch.readings()).isLessThanOrEqualTo(5);
      for (long time : batch.times()) {
        assertThat(time % 20).isZero();
      }
    }
  }

  @Test
  void lastReadingsBeforeAStopAreKept() throws Exception {
    settings.set(new Settings(5, 1_000, 3_600_000));
    DiskBuffer buffer = DiskBuffer.open(folder.resolve("buffer"), "run", 1 << 20, 1 << 14);
    long read;
    Outlet silent = entry -> Uni.createFrom().nothing();
    try (Pipeline pipeline =
        pipeline(new SimulatedSource(1, "pump-", 1, Duration.ofHours(1)), buffer, silent)) {
      pipeline.start();
      await().atMost(SOON).until(() -> buffer.tally("pump-01").read() > 20);
    }
    read = buffer.tally("pump-01").read();

    try (DiskBuffer again = DiskBuffer.open(folder.resolve("buffer"), "run", 1 << 20, 1 << 14)) {
      int first = again.next().orElseThrow().entry().readings();
      assertThat(first + again.next().orElseThrow().entry().readings())
          .isEqualTo(Math.toIntExact(read));
    }
  }

  private Pipeline pipeline(Source source, DiskBuffer buffer, Outlet outlet) {
    return new Pipeline(
        source,
        buffer,
        new Sender(buffer, outlet, 64),
        settings,
        "S" + System.nanoTime(),
        InstantSource.system());
  }

  private Uni<Void> take(Entry entry) {
    return Uni.createFrom().voidItem().invoke(() -> arrived.add(entry.body()));
  }

  /** After some messages it still receives and no longer acknowledges. */
  private Uni<Void> takeAndFallSilent(Entry entry) {
    Uni<Void> taken = take(entry);
    return arrived.size() < SILENT_AFTER
        ? taken
        : taken.onItem().transformToUni(ignored -> Uni.createFrom().nothing());
  }

  private Source replay(double speed) throws Exception {
    Path recordings = Files.createDirectories(folder.resolve("recordings"));
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      files.add(Recordings.write(recordings, "m" + i, ROWS));
    }
    return ReplaySource.open(
        files, new ReplayOptions(speed, ReadOptions.DEFAULT, folder.resolve("truth")));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
