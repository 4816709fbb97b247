package fettle.gateway.alarm;

import fettle.telemetry.Contribution;
import fettle.telemetry.MachineId;
import fettle.telemetry.Scoring;
import fettle.telemetry.TelemetryBatch;
import fettle.telemetry.alarm.Alarm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A machine whose scores are judged, and the alarms that come of it. */
final class Machine {
  static final MachineId ID = new MachineId("edge-01", "pump-01");
  static final long START = 1_763_900_000_000L;

  private static final double THRESHOLD = 0.5;
  private static final List<String> SIGNALS = List.of("flow", "temperature", "vibration", "load");

  final AlarmRules rules;
  final long intervalMs;
  final Map<String, Alarm> past = new LinkedHashMap<>();
  final List<String> dropped = new ArrayList<>();
  AlarmBook book = new AlarmBook();
  Alarm open;
  int raised;
  long late;
  long time = START;
  private byte[] watch;

  Machine(AlarmRules rules, long intervalMs) {
    this.rules = rules;
    this.intervalMs = intervalMs;
  }

  /** So many readings with this score, one after the other. */
  Machine scores(double score, int readings) {
    double[] scores = new double[readings];
    Arrays.fill(scores, score);
    return scores(scores);
  }

  Machine scores(double... scores) {
    long[] times = new long[scores.length];
    Arrays.setAll(times, i -> time + i * intervalMs);
    time += scores.length * intervalMs;
    return batch(times, scores);
  }

  Machine silentFor(long milliseconds) {
    time += milliseconds;
    return this;
  }

  Machine batch(long[] times, double[] scores) {
    boolean[] anomaly = new boolean[scores.length];
    int[] high = new int[scores.length];
    int highs = 0;
    for (int i = 0; i < scores.length; i++) {
      anomaly[i] = scores[i] >= THRESHOLD;
      if (anomaly[i]) {
        high[highs++] = i;
      }
    }
    double[][] share = new double[SIGNALS.size()][highs];
    double[] of = {0.1, 0.3, 0.6};
    for (int s = 0; s < of.length; s++) {
      Arrays.fill(share[s], of[s]);
    }
    share[3] = null;
    Contribution contribution = new Contribution(Arrays.copyOf(high, highs), share);
    Scoring scoring = new Scoring("pump:3", scores, anomaly, contribution, 0);
    double[][] values = new double[SIGNALS.size()][scores.length];
    return take(new TelemetryBatch("pump-01", "s", 0, times, SIGNALS, values, scoring));
  }

  private Machine take(TelemetryBatch batch) {
    AlarmStep step = new AlarmStep();
    book.scores().judge(rules, ID, batch, 0, batch.readings(), step);
    note(step);
    return this;
  }

  Machine forgotten(long at) {
    AlarmStep step = new AlarmStep();
    book.forget(rules, ID, at, step);
    note(step);
    return this;
  }

  private void note(AlarmStep step) {
    raised += step.raised().size();
    late += step.lateCount();
    past.putAll(step.past());
    step.dropped().forEach(past::remove);
    dropped.addAll(step.dropped());
    String slot = Alarm.slot(ID, Alarm.Kind.ANOMALY);
    open = step.closed().contains(slot) ? null : step.open().getOrDefault(slot, open);
    step.watches().values().forEach(changed -> watch = changed.encode());
  }

  /** Its gateway was killed: another one reads what the store has. */
  Machine takenOver() {
    book = new AlarmBook();
    book.load(open == null ? List.of() : List.of(open), past.keySet());
    if (watch != null) {
      book.scores().learn(ID, Watch.decode(watch));
    }
    return this;
  }

  byte[] watch() {
    return watch;
  }
}
