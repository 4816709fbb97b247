package fettle.gateway.alarm;

import fettle.telemetry.alarm.Alarm.Finding;
import fettle.telemetry.machine.MachineDescription;
import fettle.telemetry.machine.SignalDescription;
import fettle.telemetry.store.Bucket;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Watches whether one machine's signals make sense: whether they move as they used to, and stay
 * within their limits. A function of the buckets of the finest tier in the order of arrival, in
 * event time; {@link #encode} keeps all of it. Signals are known by their index. Not thread-safe.
 */
public final class SignalWatch {
  private static final byte VERSION = 1;

  private final List<FlatLine> lines = new ArrayList<>();
  private final List<LimitRun> runs = new ArrayList<>();
  private MachineDescription described;
  private List<String> names = List.of();
  private double[] low = new double[0];
  private double[] high = new double[0];

  /**
   * Another bucket begins: what the ones before it say is decided.
   *
   * @param before start of the bucket before it
   * @return whether anything changed
   */
  boolean enter(SenseRules rules, long before, long start) {
    boolean changed = false;
    boolean afterPause = start - before > rules.pauseMs();
    for (int s = 0; s < lines.size(); s++) {
      changed |= lines.get(s).entered(rules, start, afterPause);
      changed |= runs.get(s).entered(rules, before, start);
    }
    return changed;
  }

  /**
   * Takes the bucket as it stands now; each time that it got readings.
   *
   * @return whether anything changed
   */
  boolean take(SenseRules rules, long start, Bucket bucket) {
    boolean changed = false;
    for (int s = 0; s < bucket.signals(); s++) {
      if (bucket.count(s) > 0) {
        grow(s);
        double lowest = bucket.min(s);
        double highest = bucket.max(s);
        changed |= lines.get(s).saw(rules, start, lowest, highest);
        changed |= runs.get(s).saw(start, lowest, highest, low[s], high[s]);
      }
    }
    return changed;
  }

  private void grow(int signal) {
    while (lines.size() <= signal) {
      lines.add(new FlatLine());
      runs.add(new LimitRun());
    }
  }

  /**
   * Is told of the limits before anything else; they are looked up by name when they, or the
   * signals, are others than before.
   *
   * @param limits what is known of the machine
   * @param signals their names, by index
   */
  @SuppressWarnings("ReferenceEquality") // asked for every batch; equal ones cost a look-up at most
  void know(MachineDescription limits, List<String> signals) {
    if (limits == described && low.length == signals.size()) {
      return;
    }
    described = limits;
    names = signals;
    low = new double[names.size()];
    high = new double[names.size()];
    for (int s = 0; s < low.length; s++) {
      SignalDescription signal = limits.signal(names.get(s));
      low[s] = signal.low();
      high[s] = signal.high();
    }
  }

  /** Whether a signal is flat-lined. */
  boolean isFlat() {
    for (FlatLine line : lines) {
      if (line.isFlat()) {
        return true;
      }
    }
    return false;
  }

  /** Whether a signal is out of its limits. */
  boolean isOutside() {
    for (LimitRun run : runs) {
      if (run.isOutside()) {
        return true;
      }
    }
    return false;
  }

  /** The signals that are flat-lined. */
  List<Finding> flat() {
    List<Finding> findings = new ArrayList<>();
    for (int s = 0; s < lines.size(); s++) {
      FlatLine line = lines.get(s);
      if (line.isFlat()) {
        findings.add(new Finding(names.get(s), line.value(), Double.NaN, Double.NaN, line.since()));
      }
    }
    return findings;
  }

  /** The signals that are out of their limits. */
  List<Finding> outside() {
    List<Finding> findings = new ArrayList<>();
    for (int s = 0; s < runs.size(); s++) {
      LimitRun run = runs.get(s);
      if (run.isOutside()) {
        findings.add(new Finding(names.get(s), run.farthest(), low[s], high[s], run.since()));
      }
    }
    return findings;
  }

  /** Everything it knows, as bytes; about five a signal while it moves within its limits. */
  public byte[] encode() {
    int bound = 1 + 10 + lines.size() * (FlatLine.MOST_BYTES + LimitRun.MOST_BYTES);
    ByteBuffer out = ByteBuffer.allocate(bound).order(ByteOrder.LITTLE_ENDIAN);
    out.put(VERSION);
    out.putShort((short) lines.size());
    for (int s = 0; s < lines.size(); s++) {
      lines.get(s).put(out);
      runs.get(s).put(out);
    }
    byte[] packed = new byte[out.position()];
    out.flip().get(packed);
    return packed;
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException when the bytes are not of a known version, or cut short
   */
  public static SignalWatch decode(byte[] packed) {
    ByteBuffer in = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
    try {
      byte version = in.get();
      if (version != VERSION) {
        throw new IllegalArgumentException("signals' watch of unknown version " + version);
      }
      SignalWatch watch = new SignalWatch();
      for (int left = Short.toUnsignedInt(in.getShort()); left > 0; left--) {
        watch.lines.add(FlatLine.get(in));
        watch.runs.add(LimitRun.get(in));
      }
      return watch;
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("a packed watch of signals is cut short", e);
    }
  }
}
