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
 * @param hub whether warnings of the hub, which stands for all sites
 */
public record Route(
    String endpoint,
    Set<Event.Type> events,
    Set<Kind> kinds,
    Severity severity,
    Set<String> sites,
    boolean hub) {

  public Route {
    events = Set.copyOf(events);
    kinds = Set.copyOf(kinds);
    sites = Set.copyOf(sites);
  }

  /** Whether the endpoint is to be told of this. */
  public boolean wants(Event event) {
    return events.contains(event.type())
        && event.severity().compareTo(severity) >= 0
        && switch (event) {
          case AlarmEvent alarm ->
              kinds.contains(alarm.alarm().kind())
                  && (sites.isEmpty() || sites.contains(alarm.site()));
          case HubEvent ignored -> hub;
        };
  }
}
