package fettle.gateway.alarm;

import fettle.telemetry.MachineId;
import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.alarm.Alarm.Finding;
import fettle.telemetry.alarm.Alarm.Kind;
import fettle.telemetry.machine.MachineDescription;
import fettle.telemetry.store.Bucket;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges whether the signals of machines make sense: whether one is flat, or out of the limits that
 * are known. Not thread-safe.
 */
public final class SignalWatches {
  private final Alarms alarms;
  private final Map<MachineId, SignalWatch> watches = new HashMap<>();

  SignalWatches(Alarms alarms) {
    this.alarms = alarms;
  }

  /** Takes the watch of a machine's signals as the store has it. */
  public void learn(MachineId machine, SignalWatch watch) {
    watches.put(machine, watch);
  }

  void forget(MachineId machine) {
    watches.remove(machine);
  }

  /**
   * What watches whether a machine's signals make sense; asked for once a batch.
   *
   * @param names of the signals, by index
   * @param limits what is known of the machine
   */
  public SignalWatch of(MachineId machine, List<String> names, MachineDescription limits) {
    SignalWatch watch = watches.computeIfAbsent(machine, id -> new SignalWatch());
    watch.know(limits, names);
    return watch;
  }

  /**
   * Judges whether signals make sense, by a bucket of the finest tier as it stands now; an older
   * one than the one before decides nothing.
   *
   * @param watch of the machine's {@link #of}
   * @param before start of the bucket judged before, which may be the same; 0 = there was none
   */
  public void sense(
      AlarmRules rules,
      MachineId machine,
      SignalWatch watch,
      long before,
      long start,
      Bucket bucket,
      AlarmStep step) {
    if (start < before) {
      return;
    }
    boolean entered = before > 0 && start > before && watch.enter(rules.senses(), before, start);
    if (entered) {
      follow(rules, machine, watch, start, step);
    }
    boolean took = watch.take(rules.senses(), start, bucket);
    if (took) {
      follow(rules, machine, watch, start, step);
    }
    if (entered || took) {
      step.watched(machine, watch);
    }
  }

  private void follow(
      AlarmRules rules, MachineId machine, SignalWatch watch, long time, AlarmStep step) {
    if (watch.isFlat() || alarms.isAnyOpen(Kind.FLATLINE)) {
      follow(rules, machine, Kind.FLATLINE, watch.flat(), time, step);
    }
    if (watch.isOutside() || alarms.isAnyOpen(Kind.LIMIT)) {
      follow(rules, machine, Kind.LIMIT, watch.outside(), time, step);
    }
  }

  /** Raises, goes on with or clears the alarm of such findings. */
  private void follow(
      AlarmRules rules,
      MachineId machine,
      Kind kind,
      List<Finding> findings,
      long time,
      AlarmStep step) {
    Alarm before = alarms.open(kind, machine);
    if (findings.isEmpty()) {
      if (before != null) {
        alarms.close(rules, before.clearedAt(time), step);
      }
      return;
    }
    List<Finding> named =
        findings.stream()
            .sorted(Comparator.comparingLong(Finding::since).thenComparing(Finding::signal))
            .limit(Alarm.MOST_FINDINGS)
            .toList();
    Alarm alarm =
        new Alarm(
            machine,
            kind,
            rules.severity(kind),
            "",
            before == null ? named.getFirst().since() : before.first(),
            before == null ? time : before.raised(),
            time,
            Alarm.OPEN,
            Double.NaN,
            List.of(),
            named);
    if (before == null) {
      step.raise(alarm);
    }
    alarms.show(alarm, step);
  }
}
