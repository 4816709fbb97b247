package fettle.gateway.delivery;

import fettle.gateway.notify.AlarmEvent;
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
  public synchronized boolean isSilent(AlarmEvent event, long now) {
    return silences.shelving(event.alarm().id(), now).isPresent()
        || silences.maintenance(event.alarm(), event.site()).isPresent();
  }
}
