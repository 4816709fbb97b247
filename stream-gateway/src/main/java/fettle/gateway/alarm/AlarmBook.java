package fettle.gateway.alarm;

import fettle.telemetry.Contribution;
import fettle.telemetry.MachineId;
import fettle.telemetry.Scoring;
import fettle.telemetry.TelemetryBatch;
import fettle.telemetry.alarm.Alarm;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The alarms of a partition and what may become one, as the store has them. A machine has one open
 * alarm at most. Readings older than the newest one judged decide nothing: they are counted, and an
 * alarm raised or cleared stays so, whatever comes in late. Not thread-safe.
 */
public final class AlarmBook {
  private static final Comparator<String> OLDEST_FIRST =
      Comparator.comparingLong(Alarm::firstOf).thenComparing(Comparator.naturalOrder());

  private final Map<MachineId, Watch> watches = new HashMap<>();
  private final Map<MachineId, Alarm> open = new HashMap<>();
  private final TreeSet<String> past = new TreeSet<>(OLDEST_FIRST);
  private boolean loaded;

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
    openAlarms.forEach(alarm -> open.put(alarm.machine(), alarm));
    past.addAll(pastAlarms);
    loaded = true;
  }

  /** Takes a machine's watch as the store has it. */
  public void learn(MachineId machine, Watch watch) {
    watches.put(machine, watch);
  }

  /** Open alarms. */
  public int open() {
    return open.size();
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
      show(watch.alarm(machine), step);
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
      case RAISED -> step.raised();
      case CLEARED -> {
        Alarm alarm = watch.alarm(machine);
        watch.end();
        close(rules, alarm.clearedAt(time), step);
      }
    }
  }

  /** An alarm that is as it was is not written again. */
  private void show(Alarm alarm, AlarmStep step) {
    if (!alarm.equals(open.put(alarm.machine(), alarm))) {
      step.open(alarm);
    }
  }

  private void close(AlarmRules rules, Alarm alarm, AlarmStep step) {
    open.remove(alarm.machine());
    past.add(alarm.id());
    step.clear(alarm);
    while (past.size() > rules.past()) {
      step.drop(past.removeFirst());
    }
  }

  /**
   * Forgets a machine; an alarm of its is over.
   *
   * @param at when it is forgotten, epoch milliseconds
   */
  public void forget(AlarmRules rules, MachineId machine, long at, AlarmStep step) {
    watches.remove(machine);
    Alarm alarm = open.get(machine);
    if (alarm != null) {
      close(rules, alarm.clearedAt(at), step);
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
