package fettle.gateway.drift;

import fettle.drift.DriftCriterion;
import fettle.drift.Finding;
import fettle.drift.KllSketch;
import fettle.drift.ModelReference;
import fettle.drift.Reference;
import fettle.drift.SignalDrift;
import fettle.drift.SignalWatch;
import fettle.drift.Verdict;
import fettle.drift.store.DriftPoint;
import fettle.drift.store.ModelDrift;
import fettle.drift.store.SignalState;
import fettle.drift.store.WindowSketches;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * One machine and model: the window being filled, and what the finished ones have come to. The
 * score counts as a signal without a name here, after all others. Not thread-safe.
 */
final class ModelWindow {
  /** No signal on the wire has an empty name. */
  static final String SCORE = "";

  static final long NONE = -1;

  /** A signal's sketch in the open window, its watch, and what it came to last. */
  static final class Signal {
    KllSketch open;
    SignalWatch watch;
    Finding latest;

    Signal(KllSketch open, SignalWatch watch, Finding latest) {
      this.open = open;
      this.watch = watch;
      this.latest = latest;
    }

    SignalState state() {
      return new SignalState(watch.drift().verdict(), latest);
    }
  }

  final String model;
  final SequencedMap<String, Signal> signals = new LinkedHashMap<>();
  long start = NONE;
  long closed = NONE;
  long lastTo;

  /** Hash of the reference that the watches were compared with, 0 before any. */
  int reference;

  ModelWindow(String model) {
    this.model = model;
    signals.put(SCORE, fresh(SCORE));
  }

  void merge(String signal, KllSketch sketch) {
    Signal known = signals.get(signal);
    if (known == null) {
      known = fresh(signal);
      signals.put(signal, known);
    }
    known.open.merge(sketch);
  }

  private Signal fresh(String signal) {
    return new Signal(new KllSketch(seed(signal)), SignalWatch.fresh(~seed(signal)), null);
  }

  private int seed(String signal) {
    return (model.hashCode() * 31 + signal.hashCode()) * 31 + Long.hashCode(start);
  }

  /** A model that was trained anew under its old name is another one: all begins again. */
  void follow(int referenceHash) {
    if (reference != referenceHash) {
      if (reference != 0) {
        signals.replaceAll((name, signal) -> fresh(name));
      }
      reference = referenceHash;
    }
  }

  /**
   * Finishes the open window.
   *
   * @param known the model's reference, or null
   */
  ClosedWindow close(ModelReference known, DriftRules rules) {
    DriftCriterion test = new DriftCriterion(rules.sensitivity(), signals.size());
    SequencedMap<String, DriftPoint.Values> points = new LinkedHashMap<>();
    SequencedMap<String, KllSketch> sketches = new LinkedHashMap<>();
    for (Map.Entry<String, Signal> entry : signals.entrySet()) {
      Signal signal = entry.getValue();
      Reference reference = referenceOf(known, entry.getKey());
      if (reference != null) {
        signal.latest = signal.watch.close(signal.open, reference, test);
      }
      points.put(entry.getKey(), values(signal, reference != null));
      sketches.put(entry.getKey(), signal.open);
    }
    KllSketch score = sketches.remove(SCORE);
    DriftPoint.Values scorePoint = points.remove(SCORE);
    closed = start;
    return new ClosedWindow(
        model,
        rules.place(start, rules.course()),
        new DriftPoint(start, points, scorePoint),
        rules.place(start, rules.sketches()),
        new WindowSketches(start, sketches, score),
        rules.expiresAt(start));
  }

  void open(long windowStart) {
    start = windowStart;
    signals.forEach((name, signal) -> signal.open = new KllSketch(seed(name)));
  }

  private static Reference referenceOf(ModelReference known, String signal) {
    if (known == null) {
      return null;
    }
    return signal.equals(SCORE) ? known.score() : known.signals().get(signal);
  }

  private static DriftPoint.Values values(Signal signal, boolean compared) {
    SignalDrift drift = signal.watch.drift();
    if (!compared) {
      double nan = Double.NaN;
      return new DriftPoint.Values(Verdict.TOO_FEW_READINGS, signal.open.readings(), nan, nan, nan);
    }
    Finding latest = signal.latest;
    return new DriftPoint.Values(
        drift.verdict(), latest.readings(), latest.psi(), latest.ks(), latest.js());
  }

  /** What a page shows of it. */
  ModelDrift present(long windowMs) {
    SequencedMap<String, SignalState> states = new LinkedHashMap<>();
    signals.forEach((name, signal) -> states.put(name, signal.state()));
    SignalState score = states.remove(SCORE);
    return new ModelDrift(
        model,
        windowMs,
        start,
        signals.get(SCORE).open.readings(),
        lastTo,
        closed,
        reference != 0,
        states,
        score);
  }
}
