package fettle.gateway.notify;

import fettle.telemetry.alarm.Alarm.Kind;
import fettle.telemetry.alarm.Alarm.Severity;
import java.util.Set;

/**
 * What an endpoint wants to be told.
 *
 * @param endpoint its name
 * @param events what happens
 * @param kinds of alarms
 * @param severity alarms that matter at least so much
 * @param sites whose machines; empty = all, also those of no site
 */
public record Route(
    String endpoint,
    Set<AlarmEvent.Type> events,
    Set<Kind> kinds,
    Severity severity,
    Set<String> sites) {

  public Route {
    events = Set.copyOf(events);
    kinds = Set.copyOf(kinds);
    sites = Set.copyOf(sites);
  }

  /** Whether the endpoint is to be told of this. */
  public boolean wants(AlarmEvent event) {
    return events.contains(event.type())
        && kinds.contains(event.alarm().kind())
        && event.alarm().severity().compareTo(severity) >= 0
        && (sites.isEmpty() || sites.contains(event.site()));
  }
}
