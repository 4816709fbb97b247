package fettle.gateway.delivery;

import fettle.gateway.notify.AlarmEvent;
import fettle.gateway.notify.Event;
import fettle.telemetry.label.Decision;
import fettle.telemetry.label.Silences;
import java.util.List;

/** What people decided that keeps alarms silent, as far as it has been read. Thread-safe. */
final class Quiet implements EndpointQueue.Silencer {
  private final Silences silences = new Silences();

  synchronized void take(List<Decision> decisions) {
    decisions.forEach(silences::take);
  }

  @Override
  public synchronized boolean isSilent(Event event, long now) {
    return event instanceof AlarmEvent alarm
        && (silences.shelving(alarm.alarm().id(), now).isPresent()
            || silences.maintenance(alarm.alarm(), alarm.site()).isPresent());
  }
}
