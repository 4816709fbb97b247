package fettle.gateway.config;

import fettle.gateway.notify.AlarmEvent;
import fettle.telemetry.alarm.Alarm.Kind;
import fettle.telemetry.alarm.Alarm.Severity;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
  Drift drift();

  /** When anomalous readings become an alarm. */
  @Valid
  Alarm alarm();

  /** Who is told of alarms. */
  @Valid
  @WithName("notify")
  Notify notifications();

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
  HubApi hubApi();

  /** How often changed machine states are announced. Longer: a duller fleet page, less traffic. */
  @WithDefault("1s")
  Duration fleetEvery();

  /** How often a partition's owner says that it lives. Longer: its end is seen later. */
  @WithDefault("1s")
  Duration beatEvery();

  /** How often offsets are committed to the broker; they serve lag displays alone. */
  @WithDefault("5s")
  Duration commitEvery();

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

  /** Drift. */
  interface Drift {
    /**
     * Width of a window of event time, at whose end it is compared with its model's reference.
     * Shorter shows a shift sooner only where readings are many; less than the inference modules'
     * interval, and windows hold one message each.
     */
    @WithDefault("1h")
    Duration window();

    /** Finished windows of a machine and model whose sketches are kept, about 10 KB each. */
    @Min(1)
    @Max(1000)
    @WithDefault("2")
    int sketches();

    /** Finished windows whose values are kept for charts, about 400 bytes each. */
    @Min(1)
    @Max(10_000)
    @WithDefault("168")
    int course();

    /** Models of a machine that are remembered: during a deployment there are two. */
    @Min(1)
    @Max(16)
    @WithDefault("3")
    int models();

    /**
     * How often chance alone may make one comparison of a machine exceed its limits, all signals
     * together. Higher: shifts are seen with fewer readings, and false alarms come more often.
     */
    @WithDefault("0.01")
    @DecimalMin("0.000001")
    @DecimalMax("0.5")
    double falseAlarmRate();

    /** Population stability index that matters. Lower: shifts too small to harm are told. */
    @WithDefault("0.1")
    @DecimalMin("0")
    double leastPsi();

    /** Kolmogorov–Smirnov statistic that matters. */
    @WithDefault("0.1")
    @DecimalMin("0")
    double leastKs();

    /** Jensen–Shannon divergence, in bits, that matters. */
    @WithDefault("0.018")
    @DecimalMin("0")
    double leastJs();

    /** Comparisons in a row that must agree before a verdict changes. */
    @Min(1)
    @Max(100)
    @WithDefault("2")
    int inARow();

    /** Signals shown as gauges, four each; the rest is counted and in the store alone. */
    @Min(0)
    @WithDefault("2000")
    int gauges();
  }

  /** Alarms; {@link fettle.gateway.alarm.AlarmRules} says how these work together. */
  interface Alarm {
    /**
     * Readings within such a time count as one. Longer than the time between two readings of a fast
     * machine: its short bursts raise nothing.
     */
    @WithDefault("1s")
    Duration resolution();

    /** So many anomalous ones of the last {@link #of()} raise an alarm. Fewer: more false ones. */
    @Min(1)
    @WithDefault("3")
    int anomalous();

    /** How many are looked at. */
    @Min(1)
    @Max(64)
    @WithDefault("5")
    int of();

    /** How long that must have been so. Longer: fewer false alarms, and later ones. */
    @WithDefault("10s")
    Duration raiseAfter();

    /**
     * Highest score that counts as healthy again. At or above the models' threshold, alarms flap;
     * too low, and they stay open for ever.
     */
    @DecimalMin("0")
    @DecimalMax("1")
    @WithDefault("0.4")
    double clearLevel();

    /** So many healthy ones in a row clear an alarm. */
    @Min(1)
    @WithDefault("5")
    int healthy();

    /** How long they must have been so. Shorter: one episode becomes several alarms. */
    @WithDefault("60s")
    Duration clearAfter();

    /**
     * A silence so long starts anew. Shorter than the time between two readings of a machine, and
     * it never raises an alarm.
     */
    @WithDefault("1h")
    Duration pause();

    /** Cleared alarms kept for a partition; beyond it the oldest go first. */
    @Min(1)
    @Max(100_000)
    @WithDefault("1000")
    int past();

    /** When silence is an alarm. */
    @Valid
    Offline offline();

    /** When a signal that stays exactly the same is one. */
    @Valid
    Flat flat();

    /** When a signal out of its limits is one. Limits are in the descriptions of machines. */
    @Valid
    Limit limit();

    /** How much each kind matters: info, warning or critical. */
    SeverityOfKinds severity();
  }

  /** Offline; {@link fettle.gateway.alarm.OfflineRules} says how these work together. */
  interface Offline {
    /** How often machines are looked at. Longer: silence is an alarm later. */
    @WithDefault("5s")
    Duration checkEvery();

    /** Times the machine's own time between two batches. Fewer: a batch that is lost alarms. */
    @Min(1)
    @Max(1000)
    @WithDefault("3")
    int intervals();

    /** Silence forgiven besides. Shorter than a device's reconnect, and each of those alarms. */
    @WithDefault("30s")
    Duration slack();

    /** Silence forgiven while a machine's own time between batches is not known. */
    @WithDefault("5m")
    Duration unknown();

    /** How long a machine must be back. Shorter: one that comes and goes raises many alarms. */
    @WithDefault("30s")
    Duration clearAfter();

    /**
     * More machines than that silent at once, and more than {@link #outageShare()} of all that this
     * gateway reads, are an outage on their way, and raise no alarm. Fewer: a site that loses its
     * network is not told of.
     */
    @Min(1)
    @WithDefault("10")
    int outageLeast();

    /** A share of this gateway's machines, 0 to 1. */
    @DecimalMin("0")
    @DecimalMax("1")
    @WithDefault("0.5")
    double outageShare();
  }

  /** Flat lines; {@link fettle.gateway.alarm.SenseRules} says how these work together. */
  interface Flat {
    /** Shortest one. Shorter: machines that stand still alarm. */
    @WithDefault("10m")
    Duration after();

    /** Times the longest one before. Fewer: more false alarms of signals that seldom change. */
    @Min(1)
    @Max(1000)
    @WithDefault("10")
    int times();

    /** Buckets in which a signal must have changed before it is judged. */
    @Min(1)
    @Max(100_000)
    @WithDefault("20")
    int changes();

    /** Buckets of the finest tier that one has at least: for machines that send seldom. */
    @Min(1)
    @Max(1000)
    @WithDefault("10")
    int buckets();
  }

  /** Limits. */
  interface Limit {
    /** How long a signal must be out of its limits. Shorter: single wrong readings alarm. */
    @WithDefault("10s")
    Duration raiseAfter();

    /** How long it must be within them. Shorter: one episode becomes several alarms. */
    @WithDefault("60s")
    Duration clearAfter();
  }

  /** Severities. */
  interface SeverityOfKinds {
    /** Of anomalies. */
    @WithDefault("warning")
    Severity anomaly();

    /** Of machines that fell silent. */
    @WithDefault("warning")
    Severity offline();

    /** Of flat lines. */
    @WithDefault("info")
    Severity flatline();

    /** Of signals out of their limits. */
    @WithDefault("critical")
    Severity limit();
  }

  /** Notifications. */
  interface Notify {
    /** By name: 1 to 40 of a-z, 0-9 and -. */
    Map<String, @Valid Endpoint> endpoints();

    /** Where the dashboard is found, for links, such as https://fettle.example. */
    Optional<String> dashboard();

    /** Time for one attempt. Shorter than the endpoint takes, and it is told twice. */
    @WithDefault("10s")
    Duration timeout();

    /** First pause after a failure; doubles up to {@link #longestRetry()}. */
    @WithDefault("1s")
    Duration firstRetry();

    /** Longest pause, also when an endpoint asks for a longer one. */
    @WithDefault("5m")
    Duration longestRetry();

    /** Age at which a notification is let go of. Longer: old news after an outage. */
    @WithDefault("24h")
    Duration giveUpAfter();

    /** Notifications that may wait for an endpoint; beyond it the oldest are let go of. */
    @Min(1)
    @Max(100_000)
    @WithDefault("1000")
    int pending();
  }

  /** One who is told. */
  interface Endpoint {
    /** What it is. */
    EndpointType type();

    /**
     * Of a webhook or a Teams workflow: https, or http to this machine. May hold a secret, and is
     * never logged.
     */
    Optional<String> url();

    /** Of a webhook, to sign messages with: whsec_ and 24 to 64 bytes in Base64. Never logged. */
    Optional<String> secret();

    /** Of mail. The server is under {@code quarkus.mailer}. */
    Optional<List<String>> to();

    /** What it is told of. */
    @WithDefault("raised,cleared")
    Set<AlarmEvent.Type> events();

    /** Kinds of alarms. */
    @WithDefault("anomaly,offline,flatline,limit")
    Set<Kind> kinds();

    /** The least that it is told of. */
    @WithDefault("info")
    Severity severity();

    /** Sites whose machines; all, also those of no site, when left out. */
    Optional<Set<String>> sites();
  }

  /** What an endpoint is. */
  enum EndpointType {
    /** Takes CloudEvents. */
    WEBHOOK,
    /** Takes messages with an Adaptive Card, as a Teams workflow does. */
    TEAMS,
    /** Takes mail. */
    MAIL;

    /** The name in settings and metrics. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
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

  /** The hub's service API. */
  interface HubApi {
    /**
     * Signs in with the key of a policy that may connect to services and write the registry; a
     * secret. Has the host besides.
     */
    Optional<String> connectionString();

    /**
     * The hub, such as {@code plant-a.azure-devices.net}, to be signed in to with this process's
     * identity in Azure, which needs the role IoT Hub Data Contributor.
     */
    Optional<String> host();

    /** PEM of those who may vouch for the hub; the platform's when left out. */
    Optional<Path> trust();

    /** The module that reads machines: its twin has the settings, names and limits. */
    @NotBlank
    @WithDefault("sensor")
    String reader();

    /** The module that scores readings: its twin has the models. */
    @NotBlank
    @WithDefault("inference")
    String scorer();

    /** Commands that this process executes at once. More: more of the hub's quota at once. */
    @Min(1)
    @Max(64)
    @WithDefault("4")
    int commands();

    /**
     * How often all twins are read. Shorter: changes that others made at the hub are seen sooner,
     * and more of the hub's quota of queries is used.
     */
    @WithDefault("60s")
    Duration readEvery();

    /**
     * Pause between two pages of 100 twins. A unit of S1 answers 20 queries a minute: shorter than
     * 3 s, and the hub refuses some.
     */
    @WithDefault("4s")
    Duration pageEvery();
  }
}
