package fettle.ops.label;

import fettle.ops.store.AlarmLook;
import fettle.ops.store.DecisionLog;
import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.label.Decision;
import fettle.telemetry.label.Decision.Kind;
import fettle.telemetry.label.DecisionCodec.Entry;
import fettle.telemetry.label.EntryId;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Labels of alarms that were open when somebody labelled them: they speak of the time until then.
 * Once the alarm is over they are said again, in the same words, by and at whom and when they were,
 * of its whole time.
 */
public final class EarlyLabels {
  private final DecisionLog log;
  private final AlarmLook alarms;
  private final Map<String, Decision> waiting = new LinkedHashMap<>();
  private EntryId seen = EntryId.NONE;

  public EarlyLabels(DecisionLog log, AlarmLook alarms) {
    this.log = log;
    this.alarms = alarms;
  }

  /** Says again those whose alarm is over; how many they were. */
  public int follow() throws IOException {
    int followed = 0;
    while (followOne()) {
      followed++;
    }
    return followed;
  }

  private boolean followOne() throws IOException {
    readOn();
    for (Decision label : List.copyOf(waiting.values())) {
      Optional<Alarm> alarm = alarms.find(label.machine(), label.alarm());
      if (alarm.isPresent() && alarm.get().isOpen()) {
        continue;
      }
      waiting.remove(label.about());
      long end = alarm.map(over -> over.last() + 1).orElse(label.to());
      if (end != label.to()) {
        boolean said = log.addAfter(seen, label.until(end));
        if (!said) {
          waiting.put(label.about(), label); // somebody said something meanwhile: that first
        }
        return said;
      }
    }
    return false;
  }

  private void readOn() throws IOException {
    for (List<Entry> more = log.after(seen); !more.isEmpty(); more = log.after(seen)) {
      more.forEach(this::note);
      seen = more.getLast().id();
    }
  }

  private void note(Entry entry) {
    Decision decision = entry.decision();
    if (decision.kind() == Kind.LABEL && !decision.alarm().isEmpty()) {
      waiting.put(decision.about(), decision);
    }
  }
}
