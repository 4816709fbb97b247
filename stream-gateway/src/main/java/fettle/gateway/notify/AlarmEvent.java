package fettle.gateway.notify;

import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.alarm.Alarm.Severity;
import fettle.telemetry.machine.MachineDescription;
import java.util.Map;

/**
 * Something happened to an alarm.
 *
 * @param type what
 * @param alarm as it was then
 * @param name what people call its machine, empty when nothing is known
 * @param site where that stands, empty when nothing is known
 * @param signals what people call the signals of the alarm, by signal; those without a name are
 *     missing
 * @param at when it was found, epoch milliseconds
 */
public record AlarmEvent(
    Type type, Alarm alarm, String name, String site, Map<String, String> signals, long at)
    implements Event {

  public AlarmEvent {
    signals = Map.copyOf(signals);
  }

  /** What happened to an alarm of a machine that is described so. */
  public static AlarmEvent of(Type type, Alarm alarm, MachineDescription machine, long at) {
    return new AlarmEvent(
        type, alarm, machine.name(), machine.site(), machine.names(alarm.signals()), at);
  }

  @Override
  public String id() {
    return Event.idOf(alarm.id() + "~" + type.wire());
  }

  @Override
  public Severity severity() {
    return alarm.severity();
  }

  /** What people call a signal. */
  String signal(String signal) {
    return signals.getOrDefault(signal, signal);
  }

  /** What people call the machine. */
  public String machine() {
    return name.isEmpty() ? alarm.machine().toString() : name;
  }
}
