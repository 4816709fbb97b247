package fettle.gateway.alarm;

import fettle.telemetry.MachineId;
import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.alarm.Alarm.Kind;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The alarms of a partition: the open ones, one of a kind a machine at most, and the ids of as many
 * past ones as the rules keep. Not thread-safe.
 */
final class Alarms {
  private static final Comparator<String> OLDEST_FIRST =
      Comparator.comparingLong(Alarm::firstOf).thenComparing(Comparator.naturalOrder());

  private final Map<Kind, Map<MachineId, Alarm>> open = new EnumMap<>(Kind.class);
  private final TreeSet<String> past = new TreeSet<>(OLDEST_FIRST);

  Alarms() {
    for (Kind kind : Kind.values()) {
      open.put(kind, new HashMap<>());
    }
  }

  /** Takes what the store has. */
  void load(Collection<Alarm> openAlarms, Collection<String> pastAlarms) {
    openAlarms.forEach(alarm -> open.get(alarm.kind()).put(alarm.machine(), alarm));
    past.addAll(pastAlarms);
  }

  int open() {
    return open.values().stream().mapToInt(Map::size).sum();
  }

  boolean isAnyOpen(Kind kind) {
    return !open.get(kind).isEmpty();
  }

  /** The machines that have an open one of a kind. */
  Set<MachineId> machines(Kind kind) {
    return Set.copyOf(open.get(kind).keySet());
  }

  /** The open one of a machine; {@code null} = there is none. */
  Alarm open(Kind kind, MachineId machine) {
    return open.get(kind).get(machine);
  }

  /** Opens one or goes on with it; one that is as it was is not written again. */
  void show(Alarm alarm, AlarmStep step) {
    if (!alarm.equals(open.get(alarm.kind()).put(alarm.machine(), alarm))) {
      step.open(alarm);
    }
  }

  /** Ends one; the oldest of too many past ones are dropped. */
  void close(AlarmRules rules, Alarm cleared, AlarmStep step) {
    open.get(cleared.kind()).remove(cleared.machine());
    past.add(cleared.id());
    step.clear(cleared);
    while (past.size() > rules.past()) {
      step.drop(past.removeFirst());
    }
  }

  /** Ends all of a machine. */
  void closeAll(AlarmRules rules, MachineId machine, long at, AlarmStep step) {
    for (Kind kind : Kind.values()) {
      Alarm alarm = open(kind, machine);
      if (alarm != null) {
        close(rules, alarm.clearedAt(at), step);
      }
    }
  }
}
