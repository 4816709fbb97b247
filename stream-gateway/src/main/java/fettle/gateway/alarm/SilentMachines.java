package fettle.gateway.alarm;

import fettle.telemetry.MachineId;
import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.alarm.Alarm.Kind;
import java.util.List;
import java.util.Set;

/** The alarms of machines that are silent; who is, is told by the course of time alone. */
public final class SilentMachines {
  private final Alarms alarms;

  SilentMachines(Alarms alarms) {
    this.alarms = alarms;
  }

  /** The machines that have an open alarm because they are silent. */
  public Set<MachineId> all() {
    return alarms.machines(Kind.OFFLINE);
  }

  /** The last sign of life of a machine that has one, epoch milliseconds. */
  public long since(MachineId machine) {
    return alarms.open(Kind.OFFLINE, machine).first();
  }

  /**
   * Raises an alarm because a machine is silent, if it has none.
   *
   * @param heard its last sign of life, epoch milliseconds
   * @param now epoch milliseconds
   */
  public void fellSilent(
      AlarmRules rules, MachineId machine, long heard, long now, AlarmStep step) {
    if (alarms.open(Kind.OFFLINE, machine) != null) {
      return;
    }
    Alarm alarm =
        new Alarm(
            machine,
            Kind.OFFLINE,
            rules.severity(Kind.OFFLINE),
            "",
            heard,
            now,
            now,
            Alarm.OPEN,
            Double.NaN,
            List.of(),
            List.of());
    step.raise(alarm);
    alarms.show(alarm, step);
  }

  /** Clears it: the machine is back. */
  public void cameBack(AlarmRules rules, MachineId machine, long now, AlarmStep step) {
    Alarm alarm = alarms.open(Kind.OFFLINE, machine);
    if (alarm != null) {
      alarms.close(rules, alarm.clearedAt(now), step);
    }
  }
}
