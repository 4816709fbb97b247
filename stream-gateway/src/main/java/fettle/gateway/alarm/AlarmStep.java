package fettle.gateway.alarm;

import fettle.telemetry.MachineId;
import fettle.telemetry.alarm.Alarm;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What a step changes about alarms, as absolute values. Filled by {@link AlarmBook}. */
public final class AlarmStep {
  private final Map<MachineId, Watch> watches = new LinkedHashMap<>();
  private final Map<MachineId, Alarm> open = new LinkedHashMap<>();
  private final Set<MachineId> closed = new LinkedHashSet<>();
  private final Map<String, Alarm> past = new LinkedHashMap<>();
  private final Set<String> dropped = new LinkedHashSet<>();
  private int raised;
  private int cleared;
  private long late;

  void watched(MachineId machine, Watch watch) {
    watches.put(machine, watch);
  }

  void raised() {
    raised++;
  }

  void open(Alarm alarm) {
    open.put(alarm.machine(), alarm);
    closed.remove(alarm.machine());
  }

  void clear(Alarm alarm) {
    cleared++;
    open.remove(alarm.machine());
    closed.add(alarm.machine());
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

  /** Open alarms that changed. */
  public Map<MachineId, Alarm> open() {
    return open;
  }

  /** Machines that have no open alarm any more. */
  public Set<MachineId> closed() {
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

  /** How many alarms were raised. */
  public int raisedCount() {
    return raised;
  }

  /** How many were cleared. */
  public int clearedCount() {
    return cleared;
  }

  /** Scored readings that came too late to decide anything. */
  public long lateCount() {
    return late;
  }
}
