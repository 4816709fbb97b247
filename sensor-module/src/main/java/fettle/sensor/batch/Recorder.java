package fettle.sensor.batch;

import fettle.sensor.buffer.DiskBuffer;
import fettle.sensor.buffer.Entry;
import fettle.sensor.buffer.Tally;
import fettle.sensor.buffer.WhenFull;
import fettle.sensor.settings.LiveSettings;
import fettle.sensor.settings.Settings;
import fettle.telemetry.Limits;
import fettle.telemetry.TelemetryBatch;
import fettle.telemetry.TelemetryCodec;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one machine's readings and puts batches into the buffer: when one is full, when it has
 * waited long enough, or when time goes backwards (times within a message never do). Confined to
 * the thread of its track.
 */
public final class Recorder {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  /** Bodies stay under 64 KB whatever the batch size: larger ones are cut. */
  private static final int MAX_BODY = 60_000;

  private static final long RETRY_MILLIS = 1_000;

  private final String machine;
  private final String session;
  private final DiskBuffer buffer;
  private final WhenFull whenFull;
  private final LiveSettings settings;
  private final InstantSource clock;
  private final TelemetryCodec codec = new TelemetryCodec(Limits.DEFAULT);
  private final Columns columns;
  private final Tally tally;
  private long seq;
  private long openedNanos;

  public Recorder(
      String machine,
      List<String> signals,
      String session,
      DiskBuffer buffer,
      WhenFull whenFull,
      LiveSettings settings,
      InstantSource clock) {
    this.machine = machine;
    this.session = session;
    this.buffer = buffer;
    this.whenFull = whenFull;
    this.settings = settings;
    this.clock = clock;
    this.columns = new Columns(signals);
    this.tally = buffer.tally(machine);
  }

  /** Counters and place, as an earlier process of the same run left them. */
  public Tally tally() {
    return tally;
  }

  public Settings settings() {
    return settings.get();
  }

  public long now() {
    return clock.millis();
  }

  /** Writes the place down at once, before anything depends on it. */
  public void checkpoint() throws IOException {
    buffer.checkpoint();
  }

  /**
   * @param time epoch milliseconds
   * @param values in the order of the signals, NaN = none; not kept
   */
  public void reading(long time, double[] values) throws InterruptedException {
    if (!columns.isEmpty() && time < columns.lastTime()) {
      flush();
    }
    if (columns.isEmpty()) {
      openedNanos = System.nanoTime();
    }
    tally.countRead();
    columns.add(time, values, tally);
    if (columns.count() >= settings.get().batchSize()) {
      flush();
    }
  }

  /**
   * Waits until a wall-clock time, sending what waits too long meanwhile.
   *
   * @param seen the settings that the time was computed from
   * @return false if they are no longer in force, or if the clock was set back meanwhile: the time
   *     waited for may be far then
   */
  public boolean waitUntil(long wallMillis, Settings seen) throws InterruptedException {
    long before = Long.MIN_VALUE;
    while (settings.get().equals(seen)) {
      long now = clock.millis();
      if (now >= wallMillis) {
        return true;
      }
      if (now < before) {
        return false;
      }
      before = now;
      long untilFlush = flushIn();
      if (untilFlush <= 0) {
        flush();
      } else {
        settings.awaitChange(
            seen, Math.min(TimeUnit.MILLISECONDS.toNanos(wallMillis - now), untilFlush));
      }
    }
    return false;
  }

  /** Sends a batch that has waited long enough; for tracks that never wait. */
  public void flushIfDue() throws InterruptedException {
    if (flushIn() <= 0) {
      flush();
    }
  }

  private long flushIn() {
    return columns.isEmpty()
        ? Long.MAX_VALUE
        : TimeUnit.MILLISECONDS.toNanos(settings.get().flushMs())
            - (System.nanoTime() - openedNanos);
  }

  /** Puts what there is into the buffer. */
  public void flush() throws InterruptedException {
    if (!columns.isEmpty()) {
      put(0, columns.count());
      columns.clear();
    }
  }

  /**
   * The last flush of a live source on the way out; a recording reads again what is not in the
   * buffer.
   */
  public void close() {
    boolean interrupted = Thread.interrupted();
    try {
      if (whenFull == WhenFull.DROP_OLDEST) {
        flush();
      }
    } catch (InterruptedException again) {
      LOG.warn("{}: stopped before its last {} readings were kept", machine, columns.count());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void put(int from, int to) throws InterruptedException {
    TelemetryBatch batch = columns.batch(machine, session, seq, from, to);
    byte[] body = codec.encode(batch);
    if (body.length > MAX_BODY && to - from > 1) {
      int parts = Math.min(to - from, Math.ceilDiv(body.length, MAX_BODY));
      for (int part = 0; part < parts; part++) {
        put(from + share(to - from, part, parts), from + share(to - from, part + 1, parts));
      }
      return;
    }
    seq++;
    append(new Entry(machine, batch.messageId(), to - from, columns.markAt(to - 1), body));
  }

  private static int share(int readings, int part, int parts) {
    return Math.toIntExact((long) readings * part / parts);
  }

  private void append(Entry entry) throws InterruptedException {
    while (true) {
      try {
        buffer.append(entry, whenFull);
        return;
      } catch (IOException failure) {
        LOG.error("{}: a batch cannot be buffered: {}", machine, failure.toString());
        if (whenFull == WhenFull.DROP_OLDEST) {
          tally.countDropped(entry.readings());
          return;
        }
        Thread.sleep(RETRY_MILLIS);
      }
    }
  }
}
