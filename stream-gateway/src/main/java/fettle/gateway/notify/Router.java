package fettle.gateway.notify;

import fettle.gateway.alarm.AlarmStep;
import fettle.telemetry.MachineId;
import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.machine.MachineDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Decides who is to be told of what a step did about alarms, and of the hub's warnings. */
public final class Router {
  private final List<Route> routes;
  private final Function<MachineId, MachineDescription> described;

  /**
   * @param described what people say of a machine
   */
  public Router(List<Route> routes, Function<MachineId, MachineDescription> described) {
    this.routes = List.copyOf(routes);
    this.described = described;
  }

  /**
   * All of it, in the order in which it happened.
   *
   * @param now epoch milliseconds
   */
  public List<Notice> notices(AlarmStep step, long now) {
    if (routes.isEmpty() || (step.raised().isEmpty() && step.cleared().isEmpty())) {
      return List.of();
    }
    List<Notice> notices = new ArrayList<>();
    step.raised().forEach(alarm -> add(Event.Type.RAISED, alarm, now, notices));
    step.cleared().forEach(alarm -> add(Event.Type.CLEARED, alarm, now, notices));
    return notices;
  }

  /** All of it, of what happened to the hub's warnings. */
  public List<Notice> notices(List<HubEvent> events) {
    List<Notice> notices = new ArrayList<>();
    events.forEach(event -> add(event, notices));
    return notices;
  }

  private void add(Event.Type type, Alarm alarm, long now, List<Notice> notices) {
    add(AlarmEvent.of(type, alarm, described.apply(alarm.machine()), now), notices);
  }

  private void add(Event event, List<Notice> notices) {
    for (Route route : routes) {
      if (route.wants(event)) {
        notices.add(new Notice(route.endpoint(), event));
      }
    }
  }
}
