package fettle.sensor.module;

import fettle.sensor.batch.Recorder;
import fettle.sensor.buffer.DiskBuffer;
import fettle.sensor.delivery.Sender;
import fettle.sensor.settings.LiveSettings;
import fettle.sensor.source.Source;
import fettle.sensor.source.Track;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tracks and sender on virtual threads: each waits most of its time, and blocking code says plainly
 * what it waits for.
 */
final class Pipeline implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
  private static final long STOP_SECONDS = 5;

  private final Source source;
  private final DiskBuffer buffer;
  private final Sender sender;
  private final LiveSettings settings;
  private final String session;
  private final InstantSource clock;
  private final AtomicInteger running = new AtomicInteger();
  private final Map<String, String> failures = new ConcurrentHashMap<>();
  private final ExecutorService reading =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("track-", 0).factory());
  private final ExecutorService sending =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("sender-", 0).factory());

  /**
   * @param session of this start
   */
  Pipeline(
      Source source,
      DiskBuffer buffer,
      Sender sender,
      LiveSettings settings,
      String session,
      InstantSource clock) {
    this.source = source;
    this.buffer = buffer;
    this.sender = sender;
    this.settings = settings;
    this.session = session;
    this.clock = clock;
  }

  void start() {
    running.set(source.tracks().size());
    sending.execute(this::send);
    source.tracks().forEach(track -> reading.execute(() -> record(track)));
  }

  private void send() {
    try {
      sender.run();
    } catch (InterruptedException stopped) {
      LOG.debug("stopped sending");
    } catch (IOException | RuntimeException failure) {
      failures.put("buffer", "nothing is sent any more: " + failure);
      LOG.error("the buffer cannot be read; nothing is sent any more", failure);
    }
  }

  private void record(Track track) {
    Recorder recorder =
        new Recorder(
            track.machine(), track.signals(), session, buffer, track.whenFull(), settings, clock);
    try {
      track.run(recorder);
      LOG.info("{}: all read", track.machine());
      running.decrementAndGet();
    } catch (InterruptedException stopped) {
      LOG.debug("{}: stopped", track.machine());
    } catch (IOException | RuntimeException failure) {
      failures.put(track.machine(), "cannot be read on: " + failure.getMessage());
      LOG.error("{}: cannot be read on", track.machine(), failure);
    } finally {
      recorder.close();
    }
  }

  /**
   * A recording was read to its end, and the hub has all of it. A track that failed is never done.
   */
  boolean done() {
    return source.finite() && running.get() == 0 && buffer.size() == 0;
  }

  /** What has stopped and why, by machine. */
  Map<String, String> failures() {
    return Map.copyOf(failures);
  }

  /** Stops reading and puts what was read into the buffer, then stops sending. */
  @Override
  public void close() throws IOException {
    stop(reading);
    stop(sending);
    buffer.close();
  }

  private static void stop(ExecutorService threads) {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("not everything stopped within {} s", STOP_SECONDS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
