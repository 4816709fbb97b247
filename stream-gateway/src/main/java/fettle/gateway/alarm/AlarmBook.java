package fettle.gateway.alarm;

import fettle.telemetry.Contribution;
import fettle.telemetry.MachineId;
import fettle.telemetry.Scoring;
import fettle.telemetry.TelemetryBatch;
import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.alarm.Alarm.Finding;
import fettle.telemetry.alarm.Alarm.Kind;
import fettle.telemetry.machine.MachineDescription;
import fettle.telemetry.store.Bucket;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The alarms of a partition and what may become one, as the store has them. A machine has one open
 * alarm of a kind at most. Readings older than the newest one judged decide nothing: they are
 * counted, and an alarm raised or cleared stays so, whatever comes in late. Not thread-safe.
 */
public final class AlarmBook {
  private static final Comparator<String> OLDEST_FIRST =
      Comparator.comparingLong(Alarm::firstOf).thenComparing(Comparator.naturalOrder());

  private final Map<MachineId, Watch> watches = new HashMap<>();
  private final Map<MachineId, SignalWatch> signalWatches = new HashMap<>();
  private final Map<Kind, Map<MachineId, Alarm>> open = new EnumMap<>(Kind.class);
  private final TreeSet<String> past = new TreeSet<>(OLDEST_FIRST);
  private boolean loaded;

  public AlarmBook() {
    for (Kind kind : Kind.values()) {
      open.put(kind, new HashMap<>());
    }
  }

  /** Whether {@link #load} has been called. */
  public boolean isLoaded() {
    return loaded;
  }

  /**
   * Takes what the store has of the partition.
   *
   * @param past ids of the cleared ones
   */
  public void load(Collection<Alarm> openAlarms, Collection<String> pastAlarms) {
    openAlarms.forEach(alarm -> open(alarm.kind()).put(alarm.machine(), alarm));
    past.addAll(pastAlarms);
    loaded = true;
  }

  /** Takes a machine's watch as the store has it. */
  public void learn(MachineId machine, Watch watch) {
    watches.put(machine, watch);
  }

  /** Takes the watch of a machine's signals as the store has it. */
  public void learn(MachineId machine, SignalWatch watch) {
    signalWatches.put(machine, watch);
  }

  /** Open alarms. */
  public int open() {
    return open.values().stream().mapToInt(Map::size).sum();
  }

  /**
   * Judges the scored readings of a batch's part, in their order.
   *
   * @param from first reading
   * @param to after the last
   */
  public void judge(
      AlarmRules rules, MachineId machine, TelemetryBatch batch, int from, int to, AlarmStep step) {
    Scoring scoring = batch.scoring();
    if (scoring == null || from == to) {
      return;
    }
    Watch watch = watches.computeIfAbsent(machine, id -> new Watch());
    step.watched(machine, watch);
    Contributions contributions = new Contributions(batch.signals(), scoring.contribution());
    for (int i = from; i < to; i++) {
      double score = scoring.score()[i];
      boolean anomaly = scoring.anomaly()[i];
      if (Double.isNaN(score) && !anomaly) {
        continue; // the model's window was not full
      }
      if (watch.isLate(batch.times()[i])) {
        step.late();
        continue;
      }
      Watch.Verdict verdict = watch.take(rules, batch.times()[i], score, anomaly, scoring.model());
      if (anomaly) {
        contributions.addTo(watch, i);
      }
      act(rules, machine, watch, verdict, batch.times()[i], step);
    }
    if (watch.isRaised()) {
      show(watch.alarm(rules, machine), step);
    }
  }

  private void act(
      AlarmRules rules,
      MachineId machine,
      Watch watch,
      Watch.Verdict verdict,
      long time,
      AlarmStep step) {
    switch (verdict) {
      case NOTHING -> {}
      case RAISED -> step.raise(watch.alarm(rules, machine));
      case CLEARED -> {
        Alarm alarm = watch.alarm(rules, machine);
        watch.end();
        close(rules, alarm.clearedAt(time), step);
      }
    }
  }

  /**
   * What watches whether a machine's signals make sense; asked for once a batch.
   *
   * @param names of the signals, by index
   * @param limits what is known of the machine
   */
  public SignalWatch signals(MachineId machine, List<String> names, MachineDescription limits) {
    SignalWatch watch = signalWatches.computeIfAbsent(machine, id -> new SignalWatch());
    watch.know(limits, names);
    return watch;
  }

  /**
   * Judges whether signals make sense, by a bucket of the finest tier as it stands now; an older
   * one than the one before decides nothing.
   *
   * @param watch of the machine's {@link #signals}
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
    if (watch.isFlat() || !open(Kind.FLATLINE).isEmpty()) {
      follow(rules, machine, Kind.FLATLINE, watch.flat(), time, step);
    }
    if (watch.isOutside() || !open(Kind.LIMIT).isEmpty()) {
      follow(rules, machine, Kind.LIMIT, watch.outside(), time, step);
    }
  }

  private Map<MachineId, Alarm> open(Kind kind) {
    return open.get(kind);
  }

  /** Raises, goes on with or clears the alarm of such findings. */
  private void follow(
      AlarmRules rules,
      MachineId machine,
      Kind kind,
      List<Finding> findings,
      long time,
      AlarmStep step) {
    Alarm before = open(kind).get(machine);
    if (findings.isEmpty()) {
      if (before != null) {
        close(rules, before.clearedAt(time), step);
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
    show(alarm, step);
  }

  /** The machines that have an open alarm because they are silent. */
  public Set<MachineId> offline() {
    return Set.copyOf(open(Kind.OFFLINE).keySet());
  }

  /** The last sign of life of a machine that has one, epoch milliseconds. */
  public long offlineSince(MachineId machine) {
    return open(Kind.OFFLINE).get(machine).first();
  }

  /**
   * Raises an alarm because a machine is silent, if it has none.
   *
   * @param heard its last sign of life, epoch milliseconds
   * @param now epoch milliseconds
   */
  public void fellSilent(
      AlarmRules rules, MachineId machine, long heard, long now, AlarmStep step) {
    if (open(Kind.OFFLINE).containsKey(machine)) {
      return;
    }
    Alarm alarm =
        new Alarm(
            machine,
            Kind.OFFLINE,
            rules.severity(Kind.OFFLINE),
            "",
            heard,
            now,
            now,
            Alarm.OPEN,
            Double.NaN,
            List.of(),
            List.of());
    step.raise(alarm);
    show(alarm, step);
  }

  /** Clears it: the machine is back. */
  public void cameBack(AlarmRules rules, MachineId machine, long now, AlarmStep step) {
    Alarm alarm = open(Kind.OFFLINE).get(machine);
    if (alarm != null) {
      close(rules, alarm.clearedAt(now), step);
    }
  }

  /** An alarm that is as it was is not written again. */
  private void show(Alarm alarm, AlarmStep step) {
    if (!alarm.equals(open(alarm.kind()).put(alarm.machine(), alarm))) {
      step.open(alarm);
    }
  }

  private void close(AlarmRules rules, Alarm alarm, AlarmStep step) {
    open(alarm.kind()).remove(alarm.machine());
    past.add(alarm.id());
    step.clear(alarm);
    while (past.size() > rules.past()) {
      step.drop(past.removeFirst());
    }
  }

  /**
   * Forgets a machine; its alarms are over.
   *
   * @param at when it is forgotten, epoch milliseconds
   */
  public void forget(AlarmRules rules, MachineId machine, long at, AlarmStep step) {
    watches.remove(machine);
    signalWatches.remove(machine);
    for (Kind kind : Kind.values()) {
      Alarm alarm = open(kind).get(machine);
      if (alarm != null) {
        close(rules, alarm.clearedAt(at), step);
      }
    }
  }

  /** Finds the contributions of readings that are asked for in ascending order. */
  private static final class Contributions {
    private final List<String> signals;
    private final Contribution contribution;
    private int k;

    Contributions(List<String> signals, Contribution contribution) {
      this.signals = signals;
      this.contribution = contribution;
    }

    void addTo(Watch watch, int reading) {
      if (contribution == null) {
        return;
      }
      int[] at = contribution.at();
      while (k < at.length && at[k] < reading) {
        k++;
      }
      if (k < at.length && at[k] == reading) {
        watch.contribute(signals, contribution, k);
      }
    }
  }
}
