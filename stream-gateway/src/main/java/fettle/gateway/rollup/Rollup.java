package fettle.gateway.rollup;

import fettle.gateway.alarm.AlarmRules;
import fettle.gateway.alarm.SignalWatch;
import fettle.gateway.intake.Content;
import fettle.gateway.intake.Intake;
import fettle.gateway.repeat.SeenSequences;
import fettle.telemetry.MachineId;
import fettle.telemetry.RejectReason;
import fettle.telemetry.Scoring;
import fettle.telemetry.TelemetryBatch;
import fettle.telemetry.machine.MachineDescription;
import fettle.telemetry.store.Bucket;
import java.util.List;
import java.util.function.Function;

/**
 * Decides what a run of records changes. The first arrival of a (machine, session, sequence number)
 * counts, in every tier whose horizon it meets; everything else is counted for what it is. The same
 * records over the same memory give the same step.
 *
 * <p>Order of use: {@link PartitionMemory#unknownMachines}, {@link Reach#absentBuckets}, {@link
 * #decide}; what the first two name is read from the store in between.
 */
public final class Rollup {
  private final RollupRules rules;
  private final Reach reach;
  private final AlarmRules alarmRules;
  private final Function<MachineId, MachineDescription> described;

  /**
   * @param alarmRules when what is rolled up raises an alarm
   * @param described what people say of a machine; that of one machine stays the same object until
   *     it is another
   */
  public Rollup(
      RollupRules rules, AlarmRules alarmRules, Function<MachineId, MachineDescription> described) {
    this.rules = rules;
    this.reach = new Reach(rules);
    this.alarmRules = alarmRules;
    this.described = described;
  }

  /** Of machines of which nothing is known but their readings. */
  public Rollup(RollupRules rules, AlarmRules alarmRules) {
    this(rules, alarmRules, machine -> MachineDescription.NONE);
  }

  /** Which buckets records change, before they do. */
  public Reach reach() {
    return reach;
  }

  /**
   * Applies the records to the memory and says what has to be written.
   *
   * @param intakes ascending in offset, at least one
   * @param now the gateway's clock, epoch milliseconds; goes into hop times, and bounds the hub's
   *     clock where that decides what is forgotten
   */
  public Step decide(PartitionMemory memory, List<Intake> intakes, long now) {
    long at = newest(intakes, now);
    Step step = new Step(intakes.getLast().offset() + 1, at, rules.tiers().size());
    for (MachineId silent : memory.forgetSilent(at - rules.memoryMs(), intakes)) {
      step.forget(silent);
      memory.alarms().forget(alarmRules, silent, at, step.alarms());
    }
    for (LostRecords lost : memory.takeLost()) {
      step.reject(
          lost.asRejected(memory.partition(), memory.countRejected(LostRecords.REASON), now));
    }
    for (Intake intake : intakes) {
      switch (intake.content()) {
        case Content.Readings readings -> readings(memory, intake, readings, now, step);
        case Content.Refused refused ->
            Refusals.add(memory, intake, refused.reason(), refused.detail(), now, step);
        case Content.Sketches sketches -> Sketches.roll(memory, intake, sketches, now, step);
      }
    }
    return step;
  }

  private static long newest(List<Intake> intakes, long now) {
    long newest = 0;
    for (Intake intake : intakes) {
      newest = Math.max(newest, intake.enqueuedAt());
    }
    return Math.min(newest, now);
  }

  private void readings(
      PartitionMemory memory, Intake intake, Content.Readings readings, long now, Step step) {
    MachineId id = readings.machine();
    TelemetryBatch batch = readings.batch();
    MachineMemory machine = memory.machine(id);
    if (machine == null) {
      String detail = "the partition has " + rules.maxMachines() + " machines already";
      Refusals.add(memory, intake, "TOO_MANY_MACHINES", detail, now, step);
      return;
    }
    if (machine.signals().sizeWith(batch.signals()) > rules.maxSignals()) {
      String detail = id + " would have more than " + rules.maxSignals() + " signals";
      Refusals.add(memory, intake, RejectReason.TOO_MANY_SIGNALS.name(), detail, now, step);
      return;
    }
    step.changed(machine);
    if (isRepeat(machine, batch, step)) {
      machine.countRepeat();
      step.counts().countRepeat();
      return;
    }
    step.counts().countBatch(batch.readings());
    step.keepRaw(id, intake.body());
    int[] numbers = machine.signals().numbersOf(batch.signals());
    Window widest = null;
    for (int t = 0; t < rules.tiers().size(); t++) {
      Window finer = widest;
      widest = reach.window(rules.tiers().get(t), batch.times(), intake.enqueuedAt());
      step.counts().countLate(t, widest.from());
      roll(memory, machine, batch, numbers, t, widest, step);
      if (finer != null && widest.from() < finer.from()) {
        noteLate(machine, batch.times(), t, new Window(widest.from(), finer.from()), step);
      }
    }
    step.counts().countFuture(batch.readings() - widest.to());
    memory
        .alarms()
        .scores()
        .judge(alarmRules, id, batch, widest.from(), widest.to(), step.alarms());
    machine.accept(batch, numbers, widest, intake.enqueuedAt(), now);
  }

  private static boolean isRepeat(MachineMemory machine, TelemetryBatch batch, Step step) {
    if (!batch.hasSequence()) {
      step.counts().countUntellable();
      return false;
    }
    SeenSequences.Arrival arrival = machine.seen().add(batch.session(), batch.seq());
    return switch (arrival) {
      case FIRST -> false;
      case FIRST_AND_FORGOT -> {
        step.counts().countForgotten();
        yield false;
      }
      case REPEAT -> true;
    };
  }

  private void roll(
      PartitionMemory memory,
      MachineMemory machine,
      TelemetryBatch batch,
      int[] numbers,
      int tierIndex,
      Window window,
      Step step) {
    Runs runs = new Runs(rules.tiers().get(tierIndex), batch.times(), window.from(), window.to());
    SignalWatch signals = tierIndex == 0 ? signals(memory, machine) : null;
    long judged = machine.lastEvent() == 0 ? 0 : rules.finest().bucketStart(machine.lastEvent());
    while (runs.next()) {
      BucketKey key = new BucketKey(machine.id(), tierIndex, runs.start());
      Bucket bucket = memory.buckets().get(key);
      if (bucket == null) {
        bucket = new Bucket(machine.signals().size());
        memory.buckets().put(key, bucket, machine.signals().size());
      }
      add(batch, numbers, runs, bucket);
      step.changed(key, bucket);
      if (tierIndex == 0) {
        machine.spark().show(runs.start(), bucket.highestScore());
        memory
            .alarms()
            .signals()
            .sense(alarmRules, machine.id(), signals, judged, runs.start(), bucket, step.alarms());
        judged = Math.max(judged, runs.start());
      }
    }
  }

  private SignalWatch signals(PartitionMemory memory, MachineMemory machine) {
    MachineId id = machine.id();
    return memory.alarms().signals().of(id, machine.signals().view(), described.apply(id));
  }

  /** Notes the buckets of readings that were too late for the tier below. */
  private void noteLate(
      MachineMemory machine, long[] times, int tierIndex, Window late, Step step) {
    Runs runs = new Runs(rules.tiers().get(tierIndex), times, late.from(), late.to());
    while (runs.next()) {
      step.changedLate(new BucketKey(machine.id(), tierIndex, runs.start()));
    }
  }

  private static void add(TelemetryBatch batch, int[] numbers, Runs run, Bucket bucket) {
    for (int s = 0; s < numbers.length; s++) {
      bucket.addAll(numbers[s], batch.values()[s], run.from(), run.to());
    }
    bucket.addReadings(run.to() - run.from());
    Scoring scoring = batch.scoring();
    if (scoring != null) {
      for (int i = run.from(); i < run.to(); i++) {
        bucket.addScore(scoring.score()[i], scoring.anomaly()[i]);
      }
    }
  }
}
