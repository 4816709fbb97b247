package fettle.sensor.source;

import fettle.sensor.batch.Recorder;
import fettle.sensor.buffer.WhenFull;
import fettle.sensor.settings.Settings;
import java.util.List;
import java.util.Optional;

/**
 * Reads a sensor at multiples of the sampling interval, so that runs with the same interval share a
 * time grid. After a pause of the machine (a laptop that slept), or when its clock is set, it goes
 * on from now instead of catching up or waiting for a time that has become far. The first reading
 * of a start is a batch of its own, so that whoever waits for the machine sees it at once.
 */
public final class PolledTrack implements Track {
  private static final long LONGEST_LAG_MILLIS = 2_000;

  /** Takes one reading. */
  @FunctionalInterface
  public interface Sampler {
    /**
     * @param time epoch milliseconds of the reading; goes back where the clock was set back
     * @return empty if there is none this time, which counts as skipped
     */
    Optional<double[]> read(long time) throws InterruptedException;
  }

  private final String machine;
  private final List<String> signals;
  private final Sampler sampler;

  public PolledTrack(String machine, List<String> signals, Sampler sampler) {
    this.machine = machine;
    this.signals = List.copyOf(signals);
    this.sampler = sampler;
  }

  @Override
  public String machine() {
    return machine;
  }

  @Override
  public List<String> signals() {
    return signals;
  }

  @Override
  public WhenFull whenFull() {
    return WhenFull.DROP_OLDEST;
  }

  @Override
  public void run(Recorder recorder) throws InterruptedException {
    long last = recorder.now();
    boolean isFirst = true;
    while (true) {
      Settings settings = recorder.settings();
      long due = gridAfter(last, settings.intervalMs());
      long now = recorder.now();
      if (now - due > LONGEST_LAG_MILLIS
          || due - now > settings.intervalMs() + LONGEST_LAG_MILLIS) {
        due = gridAfter(now, settings.intervalMs());
      }
      if (recorder.waitUntil(due, settings)) {
        read(due, recorder);
        if (isFirst) {
          recorder.flush();
        }
        isFirst = false;
        last = due;
      }
    }
  }

  private void read(long time, Recorder recorder) throws InterruptedException {
    Optional<double[]> values = sampler.read(time);
    if (values.isPresent()) {
      recorder.reading(time, values.get());
    } else {
      recorder.tally().countSkipped();
    }
    recorder.flushIfDue();
  }

  /** The first multiple of the interval after a time. */
  private static long gridAfter(long time, long interval) {
    return Math.floorDiv(time, interval) * interval + interval;
  }
}
