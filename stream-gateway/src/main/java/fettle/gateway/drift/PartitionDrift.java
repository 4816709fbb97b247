package fettle.gateway.drift;

import fettle.drift.KllCodec;
import fettle.drift.KllSketch;
import fettle.drift.ModelReference;
import fettle.drift.ReferenceJson;
import fettle.gateway.repeat.SeenSequences;
import fettle.telemetry.MachineId;
import fettle.telemetry.RejectReason;
import fettle.telemetry.SketchMessage;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * What the gateway remembers of the drift of a partition's machines: a cache of the store like
 * {@code PartitionMemory}, of which it is a part. Machines are read from the store when a sketch of
 * theirs comes, and only a few are kept. Not thread-safe.
 */
public final class PartitionDrift {
  private static final int MACHINES_KEPT = 64;
  private static final int REFERENCES_KEPT = 256;

  private final DriftRules rules;
  private final int maxSessions;
  private final int maxIntervals;
  private final int maxSignals;
  private final long futureMs;
  private final LinkedHashMap<MachineId, MachineDriftState> machines =
      new LinkedHashMap<>(16, 0.75f, true);
  private final LinkedHashMap<String, Optional<Known>> references =
      new LinkedHashMap<>(16, 0.75f, true);

  /** A reference, and the hash of its text, which tells it from another of the same model. */
  private record Known(ModelReference reference, int hash) {}

  /**
   * @param maxSignals of a model
   * @param futureMs how far ahead of the hub's clock a reading may be
   */
  public PartitionDrift(
      DriftRules rules, int maxSessions, int maxIntervals, int maxSignals, long futureMs) {
    this.rules = rules;
    this.maxSessions = maxSessions;
    this.maxIntervals = maxIntervals;
    this.maxSignals = maxSignals;
    this.futureMs = futureMs;
  }

  public DriftRules rules() {
    return rules;
  }

  /** Whether the store has to be asked for the machine before a sketch of it is taken. */
  public boolean isAbsent(MachineId id) {
    return !machines.containsKey(id);
  }

  /** Whether the store has to be asked for the model's reference. */
  public boolean isReferenceAbsent(String model) {
    return !references.containsKey(model);
  }

  /** Takes what the store has of a machine; null for nothing. */
  public void learn(MachineId id, byte[] packed) {
    machines.put(
        id,
        packed == null
            ? new MachineDriftState(id, new SeenSequences(maxSessions, maxIntervals))
            : DriftStateCodec.decode(id, packed, maxSessions, maxIntervals));
  }

  /** Takes the reference that the store has of a model; null for none. */
  public void learnReference(String model, String json) {
    references.put(
        model,
        json == null
            ? Optional.empty()
            : Optional.of(new Known(ReferenceJson.decode(json), hash(json))));
  }

  /** Forgets a machine altogether. */
  public void forget(MachineId id) {
    machines.remove(id);
  }

  /** Brings the memory back within its bounds. */
  public void shrink() {
    while (machines.size() > MACHINES_KEPT) {
      machines.pollFirstEntry();
    }
    while (references.size() > REFERENCES_KEPT) {
      references.pollFirstEntry();
    }
  }

  /** What is held of a machine. */
  public MachineDriftState machine(MachineId id) {
    return machines.get(id);
  }

  /**
   * Takes a message. The same messages over the same memory come to the same.
   *
   * @param enqueuedAt when the hub took it, epoch milliseconds
   */
  public SketchOutcome take(MachineId id, SketchMessage message, long enqueuedAt) {
    SequencedMap<String, KllSketch> sketches = new LinkedHashMap<>();
    Optional<Known> brought;
    try {
      for (Map.Entry<String, byte[]> signal : message.signals().entrySet()) {
        sketches.put(signal.getKey(), KllCodec.decode(signal.getValue()));
      }
      sketches.put(ModelWindow.SCORE, KllCodec.decode(message.score()));
      brought =
          Optional.ofNullable(message.reference())
              .map(json -> new Known(ReferenceJson.decode(json), hash(json)));
    } catch (IllegalArgumentException e) {
      return new SketchOutcome.Refused(RejectReason.BAD_SKETCH.name(), e.getMessage());
    }
    if (message.to() > enqueuedAt + futureMs) {
      return new SketchOutcome.Future();
    }
    MachineDriftState machine = machines.get(id);
    if (tooMany(machine.models.get(message.model()), sketches)) {
      return new SketchOutcome.Refused(
          RejectReason.TOO_MANY_SIGNALS.name(),
          id + " would have more than " + maxSignals + " signals in " + message.model());
    }
    if (machine.seen.add(message.session(), message.seq()) == SeenSequences.Arrival.REPEAT) {
      return new SketchOutcome.Repeat();
    }
    ModelWindow model = machine.model(message.model(), rules.models());
    return merge(model, message, sketches, brought);
  }

  private SketchOutcome merge(
      ModelWindow model,
      SketchMessage message,
      SequencedMap<String, KllSketch> sketches,
      Optional<Known> brought) {
    Optional<Known> before = references.getOrDefault(message.model(), Optional.empty());
    if (brought.isPresent()) {
      references.put(message.model(), brought);
    }
    long window = rules.windowStart(message.from());
    if (window < model.start) {
      return new SketchOutcome.Late();
    }
    Optional<ClosedWindow> closed = Optional.empty();
    // what came under one reference is not compared with another
    Optional<Known> known = before.or(() -> brought);
    if (window > model.start) {
      if (model.start != ModelWindow.NONE) {
        closed = Optional.of(model.close(known.map(Known::reference).orElse(null), rules));
      }
      model.open(window);
    }
    brought.or(() -> before).ifPresent(reference -> model.follow(reference.hash()));
    model.lastTo = Math.max(model.lastTo, message.to());
    sketches.forEach(model::merge);
    return new SketchOutcome.Merged(closed, known.isPresent());
  }

  /** The score does not count. */
  private boolean tooMany(ModelWindow model, SequencedMap<String, KllSketch> sketches) {
    Set<String> names = new HashSet<>(sketches.keySet());
    if (model != null) {
      names.addAll(model.signals.keySet());
    }
    return names.size() - 1 > maxSignals;
  }

  /** Never 0, which stands for none. */
  private static int hash(String json) {
    return json.hashCode() | 1;
  }
}
