package fettle.sensor.config;

import fettle.recording.ReadOptions;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What the sensor module reads, how it batches, and where batches wait. {@link SensorBounds} holds
 * it against its bounds.
 */
@ConfigMapping(prefix = "sensor")
public interface SensorConfig {

  /** Which source is read. */
  @WithDefault("simulated")
  Kind source();

  /**
   * Names a run. A process that is started again with the same name goes on where the last one
   * stopped: counters are kept and a recording continues behind the last row that was buffered.
   * Without a name every start is a run of its own, and a recording starts over.
   */
  Optional<String> run();

  /** How often. */
  Sampling sampling();

  /** How many readings travel together. */
  Batch batch();

  /** Where batches wait for the hub. */
  Buffer buffer();

  /** How they are sent. */
  Delivery delivery();

  /** What the twin is told. */
  Report report();

  /** Pumps that exist only here. */
  Simulated simulated();

  /** Recordings. */
  Replay replay();

  /** Linux Industrial I/O. */
  Iio iio();

  /** Writing simulated history to files instead of sending it. */
  Export export();

  /** The sources there are. */
  enum Kind {
    SIMULATED,
    REPLAY,
    IIO
  }

  /** How often live sources are read. */
  interface Sampling {
    /**
     * Between two readings of a machine, 1 ms to 1 day. The twin's {@code sampling.intervalMs} goes
     * before it. A DHT11 gives a new value once a second at most.
     */
    @WithDefault("100ms")
    Duration interval();
  }

  /** How readings are put together. The twin's values go before these. */
  interface Batch {
    /**
     * Readings in a message at most. IoT Hub meters pieces of 4 KB: small batches cost more a
     * reading, large ones arrive later.
     */
    @WithDefault("10")
    int size();

    /**
     * A batch that is not full is sent after this, 1 ms to 1 hour. Long is cheap, short is fresh.
     */
    @WithDefault("1s")
    Duration flush();
  }

  /** The buffer on disk. */
  interface Buffer {
    /**
     * Its folder, used by one process at a time. On a Raspberry Pi a folder in memory spares the
     * card but not a power cut.
     */
    @WithDefault(".fettle/sensor")
    Path folder();

    /**
     * Bytes on disk. Beyond it live sources lose their oldest batches (counted and reported) and
     * recordings wait. Too small, and a short absence of the hub loses readings; a day at 8 signals
     * and 10 Hz takes about 100 MB a machine.
     */
    @WithDefault("256M")
    MemorySize maxSize();

    /** The unit in which space is freed, at most half of the size; larger loses more at once. */
    @WithDefault("1M")
    MemorySize segmentSize();
  }

  /** Sending. */
  interface Delivery {
    /**
     * Batches in memory and under way, one a machine. Below the number of machines some wait for
     * others; each costs as much memory as its body.
     */
    @WithDefault("64")
    int window();
  }

  /** The twin's reported properties. */
  interface Report {
    /**
     * Changes are reported at most this often, at least 100 ms; each costs a twin update of the
     * hub's quota. While readings are taken there is always a change: 2 s are 43,200 a day.
     */
    @WithDefault("2s")
    Duration interval();
  }

  /** The simulated pumps. */
  interface Simulated {
    @WithDefault("4")
    int machines();

    /** What the machines' names begin with; two digits follow. */
    @WithDefault("pump-")
    String prefix();

    /** The same seed, day and sampling times give the same readings. */
    @WithDefault("1")
    long seed();

    /**
     * How long a simulated day takes, with its shifts, weather and warming up. In a long one a
     * viewer waits for something to happen, and history has to be as long to have seen it all; in
     * one of seconds a sampled curve is jagged.
     */
    @WithDefault("PT1H")
    Duration day();
  }

  /** Recordings in CSV files. */
  interface Replay {
    /** One machine a file. */
    Optional<List<Path>> files();

    /** Times real time, at least 1; 0 = as fast as the buffers take it. */
    @WithDefault("1")
    double speed();

    /**
     * Zone of times that name none. A wrong one does no harm to a replay, which shifts times, but
     * to its ground truth.
     */
    @WithDefault("UTC")
    ZoneId zone();

    /** Column with the times; without it one with a usual name, or the first that holds dates. */
    Optional<String> timeColumn();

    /** How times are written, where that is not recognised, such as {@code MM/dd/yyyy HH:mm}. */
    Optional<String> timePattern();

    /** Columns that are ground truth where a file has them: written beside, never sent. */
    @WithDefault("anomaly,label,changepoint")
    List<String> labels();

    /**
     * Columns to send; without it all that hold numbers. A file that lacks one of these is refused.
     */
    Optional<List<String>> signals();

    /** What becomes of a cell that is no number. */
    @WithDefault("null")
    ReadOptions.OnBadCell onBadCell();

    /** Folder for the labels, one file a machine. */
    @WithDefault(".fettle/ground-truth")
    Path groundTruth();
  }

  /** Sensors of the Linux kernel. */
  interface Iio {
    @WithDefault("/sys/bus/iio/devices")
    Path root();

    /** Put before the device's name to make the machine's. */
    @WithDefault("")
    Optional<String> prefix();

    /**
     * Attempts to read a channel. A DHT11 fails every tenth time or so; more attempts delay a
     * reading whose sensor is gone.
     */
    @WithDefault("3")
    int attempts();

    /** Between two attempts. */
    @WithDefault("50ms")
    Duration retry();
  }

  /** Simulated history as CSV. With a folder set, the process writes it and ends. */
  interface Export {
    /**
     * Folder for one file a machine, with the columns time and one a signal; files of the same
     * names are replaced.
     */
    Optional<Path> folder();

    /**
     * How much history. Less than a simulated day has not seen all loads, and a model of it takes
     * the others for faults.
     */
    @WithDefault("${sensor.simulated.day}")
    Duration duration();

    /** Between two readings of a machine. A model expects the interval it was trained with. */
    @WithDefault("${sensor.sampling.interval}")
    Duration interval();

    /** Its first time. A fixed default, so that the same configuration gives the same files. */
    @WithDefault("2026-01-05T00:00:00Z")
    Instant start();
  }
}
