package fettle.gateway.stream;

import fettle.gateway.intake.Intake;
import fettle.gateway.intake.IntakeReader;
import fettle.gateway.notify.Notice;
import fettle.gateway.rollup.BucketKey;
import fettle.gateway.rollup.PartitionMemory;
import fettle.gateway.rollup.Rollup;
import fettle.gateway.rollup.Step;
import fettle.gateway.store.PartitionStore;
import fettle.gateway.store.PreparedStep;
import fettle.gateway.store.StepOutcome;
import fettle.gateway.store.StoreAway;
import fettle.telemetry.MachineId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * What a lane does with records: admit, read, decide, write. Each step is written once or not at
 * all; when the store refuses it, the memory of the partition is thrown away and built anew from
 * the store, and the records are read again from its offset. Runs on a worker thread, one call a
 * partition at a time.
 */
@ApplicationScoped
class PartitionWork {
  private static final Logger LOG = Logger.getLogger(PartitionWork.class);

  /** Time for a zombie to learn from the group that it is one, before it claims again. */
  private static final Duration AFTER_CONFLICT = Duration.ofMillis(500);

  private final Persistence persistence;
  private final TakeOver takeOver;
  private final Admission admission;
  private final IntakeReader reader;
  private final Rollup rollup;
  private final PartitionStore store;
  private final IngestMetrics metrics;
  private final Steps steps;
  private final DriftGauges drift;
  private final Telling telling;
  private final InstantSource clock;

  PartitionWork(
      Persistence persistence,
      TakeOver takeOver,
      Admission admission,
      IntakeReader reader,
      Rollup rollup,
      PartitionStore store,
      IngestMetrics metrics,
      Steps steps,
      DriftGauges drift,
      Telling telling,
      InstantSource clock) {
    this.persistence = persistence;
    this.takeOver = takeOver;
    this.admission = admission;
    this.reader = reader;
    this.rollup = rollup;
    this.store = store;
    this.metrics = metrics;
    this.steps = steps;
    this.drift = drift;
    this.telling = telling;
    this.clock = clock;
  }

  /**
   * Processes records of a partition; returns when their steps are written, or when the assignment
   * has ended, or when they will be read again.
   */
  void process(Assignment assignment, List<ConsumerRecord<byte[], byte[]>> records) {
    long lastSeen = records.isEmpty() ? TakeOver.NOTHING_SEEN : records.getLast().offset();
    Ownership ownership = assignment.ownership();
    if (ownership == null) {
      // these were fetched before the seek, and it brings them back: to admit them now would take
      // what lies between the store's offset and theirs for a hole in the log
      records.forEach(record -> metrics.skipped());
      takeOver(assignment, lastSeen);
      return;
    }
    Optional<List<ConsumerRecord<byte[], byte[]>>> admitted =
        admission.admit(assignment, ownership, records);
    for (List<ConsumerRecord<byte[], byte[]>> slice : steps.cut(admitted.orElse(List.of()))) {
      for (List<Intake> intakes : steps.cutRead(read(slice))) {
        if (assignment.hasEnded()) {
          return;
        }
        Optional<StepOutcome> outcome = step(assignment, ownership, intakes);
        if (outcome.isPresent() && outcome.get() != StepOutcome.WRITTEN) {
          conflict(assignment, outcome.get(), lastSeen);
          return;
        }
      }
    }
  }

  private void takeOver(Assignment assignment, long lastSeen) {
    persistence
        .untilDone(assignment, () -> takeOver.late(assignment, lastSeen))
        .flatMap(granted -> granted)
        .ifPresentOrElse(assignment::own, assignment::end);
  }

  private List<Intake> read(List<ConsumerRecord<byte[], byte[]>> slice) {
    long started = System.nanoTime();
    List<Intake> intakes = new ArrayList<>(slice.size());
    for (ConsumerRecord<byte[], byte[]> record : slice) {
      intakes.add(reader.read(record));
    }
    metrics.decoding(since(started));
    return intakes;
  }

  /** Writes one step; empty when the assignment ended first. */
  private Optional<StepOutcome> step(
      Assignment assignment, Ownership ownership, List<Intake> intakes) {
    PartitionMemory memory = ownership.memory();
    long started = System.nanoTime();
    if (persistence.untilDone(assignment, () -> load(assignment, ownership, intakes)).isEmpty()) {
      return Optional.empty();
    }
    metrics.loading(since(started));
    long loaded = System.nanoTime();
    Step step = rollup.decide(memory, intakes, clock.millis());
    List<Notice> notices = telling.notices(step.alarms());
    PreparedStep prepared =
        store.prepare(memory, step, notices, ownership.epoch(), ownership.stored());
    metrics.deciding(since(loaded));
    long decided = System.nanoTime();
    Optional<StepOutcome> outcome = persistence.untilDone(assignment, prepared::write);
    metrics.writing(since(decided));
    if (outcome.isPresent() && outcome.get() == StepOutcome.WRITTEN) {
      ownership.stored(step.nextOffset());
      assignment.wrote(step.nextOffset(), prepared.states());
      telling.told(assignment, ownership, notices);
      if (!assignment.hasEnded()) {
        drift.show(memory.partition(), step);
      }
      metrics.written(step, intakes.size());
      metrics.unlisted(prepared.unlisted());
      metrics.evicted(memory.shrink());
      assignment.holds(memory.machines(), memory.alarms().open(), memory.cacheBytes());
    }
    return outcome;
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }

  private boolean load(Assignment assignment, Ownership ownership, List<Intake> intakes)
      throws StoreAway {
    PartitionMemory memory = ownership.memory();
    long now = clock.millis();
    if (ownership.isSweepDue(now)) {
      memory.noteHeard(store.lastHeard(memory.partition()));
      ownership.swept(now);
    }
    telling.load(ownership, assignment);
    Set<MachineId> machines = memory.unknownMachines(intakes);
    if (!machines.isEmpty()) {
      store.load(memory, machines);
    }
    Set<MachineId> sketched = memory.absentDrift(intakes);
    Set<String> references = memory.absentReferences(intakes);
    if (!sketched.isEmpty() || !references.isEmpty()) {
      store.loadDrift(memory, sketched, references);
    }
    Set<BucketKey> buckets = rollup.reach().absentBuckets(memory, intakes);
    if (!buckets.isEmpty()) {
      store.loadBuckets(memory, buckets);
    }
    return true;
  }

  private void conflict(Assignment assignment, StepOutcome outcome, long lastSeen) {
    metrics.conflict();
    LOG.warnf(
        "partition=%d: the store refused a step (%s), reading its state again",
        (Object) assignment.partition().partition(), outcome);
    assignment.disown();
    if (!assignment.endsWithin(AFTER_CONFLICT)) {
      takeOver(assignment, lastSeen);
    }
  }
}
