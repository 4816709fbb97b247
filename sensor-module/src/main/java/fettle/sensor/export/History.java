package fettle.sensor.export;

import fettle.sensor.simulation.Pump;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What history is wanted.
 *
 * @param machines names
 * @param day how long a simulated day takes
 * @param interval between two readings of a machine
 */
public record History(
    long seed,
    Duration day,
    List<String> machines,
    Instant start,
    Duration duration,
    Duration interval) {
  public History {
    if (interval.toMillis() < 1 || duration.compareTo(interval) < 0) {
      throw new IllegalArgumentException(
          "sensor.export.duration="
              + duration
              + " must hold at least one interval, which is "
              + interval
              + " and must be at least 1 ms");
    }
  }

  /** Readings a machine. */
  public long readings() {
    return duration.toMillis() / interval.toMillis();
  }

  /** The columns that hold numbers. */
  public List<String> signals() {
    return Pump.signals();
  }
}
