package fettle.gateway.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;

/**
 * The gateway's own settings. The stream's (broker, topic, credentials) are the connector's, under
 * {@code mp.messaging.incoming.telemetry}, and the store's are under {@code quarkus.redis}.
 */
@ConfigMapping(prefix = "gateway")
public interface GatewayConfig {

  /** The IoT hub whose stream this is; a store filled from another hub is refused. */
  @NotBlank
  @WithDefault("fettle")
  String hub();

  /** Widths and retention of the rollups. */
  @Valid
  Rollup rollup();

  /** How sketches become verdicts on drift. */
  @Valid
  DriftConfig drift();

  /** When anomalous readings become an alarm. */
  @Valid
  AlarmConfig alarm();

  /** Who is told of alarms. */
  @Valid
  @WithName("notify")
  NotifyConfig notifications();

  /** What one machine, and one partition, may hold. */
  @Valid
  Bounds bounds();

  /** How much goes into one atomic step. */
  @Valid
  Step step();

  /** The store. */
  @Valid
  Store store();

  /** What the decoder accepts. */
  @Valid
  Message message();

  /** The hub's service API; without it no command is executed, and no machine has a name. */
  @Valid
  HubApiConfig hubApi();

  /** How often changed machine states are announced. Longer: a duller fleet page, less traffic. */
  @WithDefault("1s")
  Duration fleetEvery();

  /** How often a partition's owner says that it lives. Longer: its end is seen later. */
  @WithDefault("1s")
  Duration beatEvery();

  /** How often offsets are committed to the broker; they serve lag displays alone. */
  @WithDefault("5s")
  Duration commitEvery();

  /** How often the log says what to look at, while no partition has ever been assigned. */
  @WithDefault("60s")
  Duration assignmentCheck();

  /** Time for the step in flight at a stop. Too short and its work is done again by the next. */
  @WithDefault("5s")
  Duration drain();

  /** Rollups. */
  interface Rollup {
    /** Finest first; each width a multiple of the one before. At least one, at most eight. */
    @NotEmpty
    List<@Valid TierConfig> tiers();

    /**
     * How far ahead of the hub's clock a reading may be. Beyond it the reading is counted and goes
     * to the lake only: a machine's wrong clock must not create buckets in the far future.
     */
    @WithDefault("5m")
    Duration future();
  }

  /** One tier. */
  interface TierConfig {
    /** Width of a bucket. A width that was not there before starts empty. */
    Duration width();

    /**
     * How long buckets are kept, and how late data may still correct them. Memory in the store
     * grows with retention divided by width: about 400 bytes a bucket of 8 signals.
     */
    Duration retention();
  }

  /** Bounds. */
  interface Bounds {
    /** Machines of a partition. Beyond it, messages of further machines are rejected. */
    @Min(1)
    @WithDefault("5000")
    int machines();

    /** Signals of a machine over its life. Beyond it, messages with new ones are rejected. */
    @Min(1)
    @WithDefault("256")
    int signals();

    /** Sessions of a machine whose repeats can be told. */
    @Min(1)
    @WithDefault("8")
    int sessions();

    /** Intervals of sequence numbers remembered for a session. */
    @Min(1)
    @WithDefault("64")
    int intervals();

    /** Bytes of raw messages kept in the store for a machine. */
    @WithDefault("256K")
    MemorySize raw();

    /** Rejected messages kept in the store for a partition. */
    @Min(1)
    @Max(100_000)
    @WithDefault("1000")
    int rejected();

    /**
     * Buckets of a partition kept in this process, in bytes. Too small and every late reading costs
     * a read of the store; the sum over the partitions must fit the heap.
     */
    @WithDefault("16M")
    MemorySize cache();
  }

  /** Step. */
  interface Step {
    /** Records at most. More: fewer round trips, longer pauses of the store for others. */
    @Min(1)
    @Max(1000)
    @WithDefault("250")
    int records();

    /** Bytes of bodies at most (one record always fits). */
    @WithDefault("2M")
    MemorySize bytes();

    /**
     * Buckets changed at most, over all tiers (one record always fits). More: longer pauses of the
     * store when machines send what they had kept for hours.
     */
    @Min(1)
    @WithDefault("20000")
    int buckets();
  }

  /** Store. */
  interface Store {
    /** Time for one request. Too short and a slow store is asked the same thing again. */
    @WithDefault("10s")
    Duration timeout();

    /** First pause before a failed request is repeated; doubles up to {@link #longestRetry()}. */
    @WithDefault("100ms")
    Duration firstRetry();

    /** Longest pause before a failed request is repeated. */
    @WithDefault("5s")
    Duration longestRetry();
  }

  /** Message. */
  interface Message {
    /** Body size; IoT Hub itself refuses more than 256 KB. */
    @WithDefault("256K")
    MemorySize bytes();

    /** Signals in one message. */
    @Min(1)
    @WithDefault("256")
    int signals();

    /** Readings in one message. */
    @Min(1)
    @WithDefault("10000")
    int readings();
  }
}
