package fettle.gateway.alarm;

import fettle.telemetry.alarm.Alarm.Kind;
import fettle.telemetry.alarm.Alarm.Severity;
import java.util.EnumMap;
import java.util.Map;

/**
 * When an alarm is raised and cleared. Readings of one {@code resolution} count as one, so that the
 * same numbers hold for a hundred readings a second and for one in ten minutes; such a slot is
 * anomalous when at least half of its scored readings are, and healthy when it is not and none of
 * its scores is above {@code clearLevel}. A slot between the two neither raises nor clears.
 *
 * @param resolutionMs readings within such a time count as one
 * @param anomalous slots that raise an alarm, of the last {@code of}
 * @param of slots looked at
 * @param raiseAfterMs how long that must have been so, from the first anomalous reading to the
 *     newest
 * @param clearLevel highest score of a healthy slot; below the models' threshold, or alarms flap
 * @param healthy slots in a row that clear an alarm
 * @param clearAfterMs how long they must have been so
 * @param pauseMs silence after which what was before no longer counts
 * @param past cleared alarms kept for a partition
 * @param senses when signals have stopped making sense
 * @param offline when silence is an alarm
 * @param severities how much each kind matters
 */
public record AlarmRules(
    long resolutionMs,
    int anomalous,
    int of,
    long raiseAfterMs,
    double clearLevel,
    int healthy,
    long clearAfterMs,
    long pauseMs,
    int past,
    SenseRules senses,
    OfflineRules offline,
    Map<Kind, Severity> severities) {

  /** How much each kind matters by default. */
  public static final Map<Kind, Severity> SEVERITIES =
      Map.of(
          Kind.ANOMALY, Severity.WARNING,
          Kind.OFFLINE, Severity.WARNING,
          Kind.FLATLINE, Severity.INFO,
          Kind.LIMIT, Severity.CRITICAL);

  /** What the settings say by default. */
  public static final AlarmRules DEFAULT =
      new AlarmRules(1_000, 3, 5, 10_000, 0.4, 5, 60_000, 3_600_000, 1_000);

  /** The same with the default rules for all that no model judges. */
  public AlarmRules(
      long resolutionMs,
      int anomalous,
      int of,
      long raiseAfterMs,
      double clearLevel,
      int healthy,
      long clearAfterMs,
      long pauseMs,
      int past) {
    this(
        resolutionMs,
        anomalous,
        of,
        raiseAfterMs,
        clearLevel,
        healthy,
        clearAfterMs,
        pauseMs,
        past,
        SenseRules.DEFAULT,
        OfflineRules.DEFAULT,
        SEVERITIES);
  }

  public AlarmRules {
    severities = new EnumMap<>(severities);
    if (anomalous < 1 || anomalous > of) {
      throw new IllegalArgumentException(
          "gateway.alarm.anomalous=%d must be from 1 to gateway.alarm.of=%d"
              .formatted(anomalous, of));
    }
    if (resolutionMs < 1 || pauseMs < resolutionMs) {
      throw new IllegalArgumentException(
          "gateway.alarm.pause=%d ms must be at least gateway.alarm.resolution=%d ms, and that 1 ms"
              .formatted(pauseMs, resolutionMs));
    }
  }

  Severity severity(Kind kind) {
    return severities.get(kind);
  }

  long slotOf(long time) {
    return Math.floorDiv(time, resolutionMs);
  }
}
