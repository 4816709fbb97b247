package fettle.gateway.alarm;

import fettle.telemetry.MachineId;
import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.machine.MachineDescription;
import fettle.telemetry.machine.SignalDescription;
import fettle.telemetry.store.Bucket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A machine of two signals that are judged a second at a time, and the alarms that come of it. */
final class Sensed {
  static final MachineId ID = new MachineId("edge-01", "pump-01");
  static final long START = 1_763_900_000_000L;
  static final long SECOND = 1_000;
  static final List<String> NAMES = List.of("flow", "temperature");

  final Map<String, Alarm> open = new LinkedHashMap<>();
  final List<Alarm> raised = new ArrayList<>();
  final List<Alarm> cleared = new ArrayList<>();
  private final AlarmRules rules;
  private AlarmBook book = new AlarmBook();
  private MachineDescription limits = MachineDescription.NONE;
  private Bucket bucket = new Bucket(2);
  private long before;
  private byte[] watch;
  long time = START;
  int writes;

  Sensed(AlarmRules rules) {
    this.rules = rules;
  }

  Sensed limited(double low, double high) {
    SignalDescription temperature = new SignalDescription("", "\u00b0C", low, high);
    limits = new MachineDescription("", "", "", Map.of("temperature", temperature));
    return this;
  }

  /** So many seconds with one reading of each signal; a signal that is null moves. */
  Sensed seconds(int count, Double flow, Double temperature) {
    for (int i = 0; i < count; i++) {
      double moving = 20 + (time / SECOND % 7) * 0.01;
      reading(flow == null ? moving : flow, temperature == null ? moving : temperature);
      next(SECOND);
    }
    return this;
  }

  /** A reading in the present second; it is judged at once, as a batch's end does. */
  Sensed reading(double flow, double temperature) {
    bucket.add(0, flow);
    bucket.add(1, temperature);
    return judge();
  }

  /** The readings of the present second, judged together. */
  Sensed readings(double[] flow, double[] temperature) {
    for (int i = 0; i < flow.length; i++) {
      bucket.add(0, flow[i]);
      bucket.add(1, temperature[i]);
    }
    return judge();
  }

  /** Only of the flow. */
  Sensed flowAlone(double flow) {
    bucket.add(0, flow);
    return judge();
  }

  private Sensed judge() {
    AlarmStep step = new AlarmStep();
    SignalWatch signals = book.signals().of(ID, NAMES, limits);
    book.signals().sense(rules, ID, signals, before, time, bucket, step);
    before = time;
    open.keySet().removeAll(step.closed());
    open.putAll(step.open());
    raised.addAll(step.raised());
    cleared.addAll(step.cleared());
    writes += step.signalWatches().size();
    step.signalWatches().values().forEach(changed -> watch = changed.encode());
    return this;
  }

  /** The present second is over. */
  Sensed next(long milliseconds) {
    time += milliseconds;
    bucket = new Bucket(2);
    return this;
  }

  /** Its gateway was killed: another one reads what the store has. */
  Sensed takenOver() {
    book = new AlarmBook();
    book.load(open.values(), List.of());
    if (watch != null) {
      book.signals().learn(ID, SignalWatch.decode(watch));
    }
    return this;
  }

  Alarm open(Alarm.Kind kind) {
    return open.get(Alarm.slot(ID, kind));
  }

  byte[] watch() {
    return watch;
  }
}
