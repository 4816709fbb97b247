package fettle.gateway.config;

import fettle.telemetry.alarm.Alarm.Severity;
import io.smallrye.config.WithDefault;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Alarms; {@link fettle.gateway.alarm.AlarmRules} says how these work together. */
public interface AlarmConfig {
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
   * Highest score that counts as healthy again. At or above the models' threshold, alarms flap; too
   * low, and they stay open for ever.
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
   * A silence so long starts anew. Shorter than the time between two readings of a machine, and it
   * never raises an alarm.
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
}
