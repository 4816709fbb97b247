package fettle.gateway.notify;

import fettle.telemetry.hub.HubUsage;
import fettle.telemetry.hub.HubWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What happened to the warnings of the hub since somebody was told last.
 *
 * @param events in the order in which they are told: what is over first
 * @param told what is known to those who are told, from now on
 */
public record HubChanges(List<HubEvent> events, HubUsage told) {

  public HubChanges {
    events = List.copyOf(events);
  }

  /**
   * A step that was told is not told again in its episode, also when it fell meanwhile.
   *
   * @param before what was told last
   * @param now what is known now
   * @param at epoch milliseconds
   */
  public static HubChanges between(Optional<HubUsage> before, HubUsage now, long at) {
    List<HubWarning> known = before.map(HubUsage::warnings).orElse(List.of());
    List<HubEvent> events = new ArrayList<>();
    List<HubWarning> told = new ArrayList<>();
    for (HubWarning over : known) {
      if (find(now.warnings(), over).isEmpty()) {
        events.add(new HubEvent(Event.Type.CLEARED, over, now, at));
      }
    }
    for (HubWarning warning : now.warnings()) {
      Optional<HubWarning> earlier = find(known, warning);
      if (earlier.filter(same -> same.percent() >= warning.percent()).isPresent()) {
        told.add(earlier.get());
      } else {
        events.add(new HubEvent(Event.Type.RAISED, warning, now, at));
        told.add(warning);
      }
    }
    return new HubChanges(events, now.withWarnings(told));
  }

  /** The warning of the same episode. */
  private static Optional<HubWarning> find(List<HubWarning> all, HubWarning one) {
    return all.stream().filter(each -> each.id().equals(one.id())).findFirst();
  }
}
