package fettle.gateway.alarm;

import fettle.telemetry.Contribution;
import fettle.telemetry.MachineId;
import fettle.telemetry.Scoring;
import fettle.telemetry.TelemetryBatch;
import fettle.telemetry.alarm.Alarm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges machines by their scores. Readings older than the newest one judged decide nothing: they
 * are counted, and an alarm raised or cleared stays so, whatever comes in late. Not thread-safe.
 */
public final class ScoreWatches {
  private final Alarms alarms;
  private final Map<MachineId, Watch> watches = new HashMap<>();

  ScoreWatches(Alarms alarms) {
    this.alarms = alarms;
  }

  /** Takes a machine's watch as the store has it. */
  public void learn(MachineId machine, Watch watch) {
    watches.put(machine, watch);
  }

  void forget(MachineId machine) {
    watches.remove(machine);
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
      alarms.show(watch.alarm(rules, machine), step);
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
        alarms.close(rules, alarm.clearedAt(time), step);
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
