package fettle.sensor.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fettle.sensor.batch.Recorder;
import fettle.sensor.buffer.DiskBuffer;
import fettle.sensor.buffer.Entry;
import fettle.sensor.settings.LiveSettings;
import fettle.sensor.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolledTrackTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final int INTERVAL = 10;

  @TempDir Path folder;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong set = new AtomicLong();
  private final List<Long> times = new CopyOnWriteArrayList<>();
  private long flushMillis = 1_000;
  private DiskBuffer buffer;

  @BeforeEach
  void openBuffer() throws Exception {
    buffer = DiskBuffer.open(folder, "", 1 << 20, 1 << 16);
  }

  @AfterEach
  void close() throws Exception {
    threads.shutdownNow();
    buffer.close();
  }

  @Test
  void clockSetBackDoesNotStopTheSampling() {
    start();
    await().atMost(SOON).until(() -> times.size() > 3);

    set.set(-DAY);

    await().atMost(SOON).until(() -> inTheRange(-DAY) > 10);
    assertThat(times).allSatisfy(time -> assertThat(time % INTERVAL).isZero());
  }

  @Test
  void clockSetForwardSkipsWhatWasNotSampled() {
    start();
    await().atMost(SOON).until(() -> times.size() > 3);

    set.set(DAY);

    await().atMost(SOON).until(() -> inTheRange(DAY) > 10);
    assertThat(times)
        .as("nothing between the two lines of time but the reading that was due")
        .filteredOn(time -> time > System.currentTimeMillis() + DAY / 10)
        .allSatisfy(time -> assertThat(time).isGreaterThan(System.currentTimeMillis() + DAY / 2));
  }

  @Test
  void theFirstReadingOfAStartIsNotKeptBack() throws Exception {
    flushMillis = DAY;
    start();
    await().atMost(SOON).until(() -> buffer.size() > 0);

    Entry first = buffer.next().orElseThrow().entry();

    assertThat(first.readings()).isEqualTo(1);
    await().atMost(SOON).until(() -> times.size() > 10);
    assertThat(buffer.next().orElseThrow().entry().readings())
        .as("what comes then waits until a batch is full")
        .isEqualTo(10);
  }

  /** Readings so far on the line of time of a clock that is off by so much. */
  private long inTheRange(long offset) {
    long now = System.currentTimeMillis() + offset;
    return times.stream().filter(time -> Math.abs(time - now) < DAY / 10).count();
  }

  private void start() {
    PolledTrack track =
        new PolledTrack(
            "m",
            List.of("a"),
            time -> {
              times.add(time);
              return Optional.of(new double[] {1});
            });
    Recorder recorder =
        new Recorder(
            "m",
            track.signals(),
            "s",
            buffer,
            track.whenFull(),
            new LiveSettings(new Settings(INTERVAL, 10, flushMillis)),
            () -> Instant.ofEpochMilli(System.currentTimeMillis() + set.get()));
    threads.submit(
        () -> {
          track.run(recorder);
          return null;
        });
  }
}
