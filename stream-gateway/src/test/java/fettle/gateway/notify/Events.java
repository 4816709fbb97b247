package fettle.gateway.notify;

import fettle.gateway.notify.Event.Type;
import fettle.telemetry.MachineId;
import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.alarm.Alarm.Finding;
import fettle.telemetry.alarm.Alarm.Kind;
import fettle.telemetry.alarm.Alarm.Severity;
import fettle.telemetry.hub.HubUsage;
import fettle.telemetry.hub.HubWarning;
import java.util.List;
import java.util.Map;

/** Events to be told. */
public final class Events {
  public static final long NOW = 1_763_900_000_000L;
  public static final MachineId PUMP = new MachineId("edge-01", "pump-01");

  private Events() {}

  /** A temperature that is too high since this time. */
  public static Alarm limit(long first) {
    return new Alarm(
        PUMP,
        Kind.LIMIT,
        Severity.CRITICAL,
        "",
        first,
        first + 10_000,
        first + 20_000,
        Alarm.OPEN,
        Double.NaN,
        List.of(),
        List.of(new Finding("temperature", 131.5, Double.NaN, 120, first)));
  }

  /** It was raised, at a site. */
  public static AlarmEvent raised(long first) {
    return new AlarmEvent(Type.RAISED, limit(first), "Feed pump 2", "Leipzig", Map.of(), NOW);
  }

  /** The hub, with so much of its 400,000 messages used. */
  public static HubUsage usage(long used, HubWarning... warnings) {
    return new HubUsage(
        "plant-a", NOW, used, 400_000, 13_500, NOW + 3_600_000, 0, 100, List.of(warnings));
  }
}
