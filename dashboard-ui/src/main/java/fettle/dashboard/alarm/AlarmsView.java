package fettle.dashboard.alarm;

import fettle.dashboard.store.Decisions;
import fettle.dashboard.store.Descriptions;
import fettle.telemetry.alarm.Alarm;
import java.util.List;

/**
 * Alarms as the API shows them.
 *
 * @param now the server's time, epoch milliseconds
 * @param open how many are open in all
 * @param matched how many there are of those asked for
 * @param alarms the open ones, then the others, newest first, up to the limit
 */
public record AlarmsView(long now, long open, long matched, List<AlarmView> alarms) {

  static AlarmsView of(
      AlarmQuery query, List<Alarm> all, Decisions decisions, Descriptions descriptions, long now) {
    List<Alarm> matched =
        all.stream().filter(alarm -> query.matches(alarm, decisions, descriptions)).toList();
    return new AlarmsView(
        now,
        all.stream().filter(Alarm::isOpen).count(),
        matched.size(),
        matched.stream()
            .limit(query.limit())
            .map(alarm -> AlarmView.of(alarm, decisions, descriptions))
            .toList());
  }
}
