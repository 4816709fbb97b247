package fettle.dashboard.alarm;

import fettle.dashboard.store.Decisions;
import fettle.dashboard.store.Descriptions;
import fettle.telemetry.alarm.Alarm;
import java.util.List;
import java.util.function.Predicate;

/**
 * Alarms as the API shows them.
 *
 * @param now the server's time, epoch milliseconds
 * @param open how many are open and not shelved in all
 * @param shelved how many are shelved in all
 * @param matched how many there are of those asked for
 * @param alarms the open ones, then the others, newest first, up to the limit
 */
public record AlarmsView(long now, long open, long shelved, long matched, List<AlarmView> alarms) {

  static AlarmsView of(
      AlarmQuery query, List<Alarm> all, Decisions decisions, Descriptions descriptions, long now) {
    List<Alarm> matched =
        all.stream().filter(alarm -> query.matches(alarm, decisions, descriptions, now)).toList();
    Predicate<Alarm> isShelved =
        alarm -> decisions.silences().shelving(alarm.id(), now).isPresent();
    return new AlarmsView(
        now,
        all.stream().filter(Alarm::isOpen).filter(isShelved.negate()).count(),
        all.stream().filter(isShelved).count(),
        matched.size(),
        matched.stream()
            .limit(query.limit())
            .map(alarm -> AlarmView.of(alarm, decisions, descriptions, now))
            .toList());
  }
}
