package fettle.inference.sketch;

import fettle.drift.KllCodec;
import fettle.drift.KllSketch;
import fettle.inference.model.ModelInfo;
import fettle.inference.score.ScoredBatch;
import fettle.telemetry.SketchMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sketches of all machines. Bounded: a machine beyond the bound takes the place of the one not
 * heard of for longest, whose sketches leave at once. Thread-safe.
 */
public final class Sketches {

  /** Signals in one message: 32 sketches have less than 60 KB, whatever they have seen. */
  private static final int SIGNALS_A_MESSAGE = 32;

  /** A reference that would not fit beside the sketches into what the hub takes is not sent. */
  private static final int LARGEST_REFERENCE = 150_000;

  private static final byte[] NOTHING = KllCodec.encode(new KllSketch(0));

  private final String session;
  private final int maxMachines;
  private final int referenceEvery;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Open> machines = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<String> told = new LinkedHashSet<>();

  /** Where a machine that was forgotten goes on counting, so that nothing seems a repeat. */
  private long firstSeq;

  /** A machine's place; outlives its messages, so that it goes on counting them. */
  private static final class Open {
    private MachineSketch sketch;
    private long since;
    private long seq;
    private int flushes;

    Open(long firstSeq) {
      seq = firstSeq;
    }
  }

  /**
   * @param session names this start of the module
   * @param maxMachines remembered
   * @param referenceEvery how often, in messages of a machine, a model's reference comes along
   */
  public Sketches(String session, int maxMachines, int referenceEvery) {
    this.session = session;
    this.maxMachines = maxMachines;
    this.referenceEvery = referenceEvery;
  }

  /**
   * Takes a batch that was scored by a model, unless it is one that came again.
   *
   * @param now milliseconds, of any clock that goes forward
   * @return messages of what had to make room, mostly none
   */
  public List<SketchMessage> take(ScoredBatch scored, long now) {
    ModelInfo model = scored.model();
    if (model == null || scored.repeat()) {
      return List.of();
    }
    lock.lock();
    try {
      List<SketchMessage> out = new ArrayList<>(0);
      String machine = scored.batch().machine();
      Open open = machines.computeIfAbsent(machine, name -> new Open(firstSeq));
      if (open.sketch != null && !open.sketch.model().equals(model)) {
        flush(machine, open, out);
      }
      if (open.sketch == null) {
        open.sketch = new MachineSketch(model, seed(machine, open));
        open.since = now;
      }
      open.sketch.take(scored.batch());
      if (machines.size() > maxMachines) {
        Map.Entry<String, Open> eldest = machines.entrySet().iterator().next();
        flush(eldest.getKey(), eldest.getValue(), out);
        machines.remove(eldest.getKey());
        firstSeq = Math.max(firstSeq, eldest.getValue().seq);
      }
      return out;
    } finally {
      lock.unlock();
    }
  }

  /** What is as old as it may be, or everything where {@code every} is zero. */
  public List<SketchMessage> due(long now, Duration every) {
    lock.lock();
    try {
      List<SketchMessage> out = new ArrayList<>();
      // flushing does not read the map, so the order of its entries stays
      machines.forEach(
          (machine, open) -> {
            if (open.sketch != null && now - open.since >= every.toMillis()) {
              flush(machine, open, out);
            }
          });
      return out;
    } finally {
      lock.unlock();
    }
  }

  /** Forgets what is there, for when nothing is to be sent. */
  public void clear() {
    lock.lock();
    try {
      machines.values().forEach(open -> open.sketch = null);
    } finally {
      lock.unlock();
    }
  }

  private int seed(String machine, Open open) {
    return (session.hashCode() * 31 + machine.hashCode()) * 31 + (int) open.seq;
  }

  private void flush(String machine, Open open, List<SketchMessage> out) {
    MachineSketch sketch = open.sketch;
    if (sketch == null) {
      return;
    }
    int signals = sketch.model().signals().size();
    for (int first = 0; first < signals; first += SIGNALS_A_MESSAGE) {
      out.add(
          new SketchMessage(
              machine,
              session,
              open.seq++,
              sketch.model().label(),
              sketch.from(),
              sketch.to(),
              sketch.signals(first, Math.min(signals, first + SIGNALS_A_MESSAGE)),
              first == 0 ? sketch.score() : NOTHING,
              first == 0 ? reference(machine, sketch.model(), open) : null));
    }
    open.flushes++;
    open.sketch = null;
  }

  /** With the first message of a machine and model, and again now and then. */
  private String reference(String machine, ModelInfo model, Open open) {
    String reference = model.reference();
    if (reference == null || reference.length() > LARGEST_REFERENCE) {
      return null;
    }
    boolean first = told.add(machine + "/" + model.label());
    if (told.size() > 2 * maxMachines) {
      told.remove(told.iterator().next());
    }
    return first || open.flushes % referenceEvery == 0 ? reference : null;
  }
}
