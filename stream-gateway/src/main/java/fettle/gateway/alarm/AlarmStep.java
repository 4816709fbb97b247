package fettle.gateway.alarm;

import fettle.telemetry.MachineId;
import fettle.telemetry.alarm.Alarm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a step changes about alarms, as absolute values. Filled by {@link AlarmBook}. */
public final class AlarmStep {
  private final Map<MachineId, Watch> watches = new LinkedHashMap<>();
  private final Map<MachineId, SignalWatch> signalWatches = new LinkedHashMap<>();
  private final Map<String, Alarm> open = new LinkedHashMap<>();
  private final Set<String> closed = new LinkedHashSet<>();
  private final Map<String, Alarm> past = new LinkedHashMap<>();
  private final Set<String> dropped = new LinkedHashSet<>();
  private final List<Alarm> raised = new ArrayList<>(0);
  private final List<Alarm> cleared = new ArrayList<>(0);
  private long late;

  void watched(MachineId machine, Watch watch) {
    watches.put(machine, watch);
  }

  void watched(MachineId machine, SignalWatch watch) {
    signalWatches.put(machine, watch);
  }

  void raise(Alarm alarm) {
    raised.add(alarm);
  }

  void open(Alarm alarm) {
    open.put(alarm.slot(), alarm);
    closed.remove(alarm.slot());
  }

  void clear(Alarm alarm) {
    cleared.add(alarm);
    open.remove(alarm.slot());
    closed.add(alarm.slot());
    past.put(alarm.id(), alarm);
  }

  void drop(String id) {
    past.remove(id);
    dropped.add(id);
  }

  void late() {
    late++;
  }

  /** Watches that changed. */
  public Map<MachineId, Watch> watches() {
    return watches;
  }

  /** Watches of signals that changed. */
  public Map<MachineId, SignalWatch> signalWatches() {
    return signalWatches;
  }

  /** Open alarms that changed, by {@link Alarm#slot}. */
  public Map<String, Alarm> open() {
    return open;
  }

  /** {@linkplain Alarm#slot Slots} that have no open alarm any more. */
  public Set<String> closed() {
    return closed;
  }

  /** Alarms that were cleared, by id. */
  public Map<String, Alarm> past() {
    return past;
  }

  /** Ids of cleared alarms to be let go of, for newer ones. */
  public Set<String> dropped() {
    return dropped;
  }

  /** Alarms that were raised, as they were then, in their order. */
  public List<Alarm> raised() {
    return raised;
  }

  /** Alarms that were cleared, in their order. */
  public List<Alarm> cleared() {
    return cleared;
  }

  /** Scored readings that came too late to decide anything. */
  public long lateCount() {
    return late;
  }
}
