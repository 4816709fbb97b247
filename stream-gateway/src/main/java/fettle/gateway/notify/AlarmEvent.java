package fettle.gateway.notify;

import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.alarm.Alarm.Severity;

/**
 * Something happened to an alarm.
 *
 * @param type what
 * @param alarm as it was then
 * @param name what people call its machine, empty when nothing is known
 * @param site where that stands, empty when nothing is known
 * @param at when it was found, epoch milliseconds
 */
public record AlarmEvent(Type type, Alarm alarm, String name, String site, long at)
    implements Event {

  @Override
  public String id() {
    return Event.idOf(alarm.id() + "~" + type.wire());
  }

  @Override
  public Severity severity() {
    return alarm.severity();
  }

  /** What people call the machine. */
  public String machine() {
    return name.isEmpty() ? alarm.machine().toString() : name;
  }
}
