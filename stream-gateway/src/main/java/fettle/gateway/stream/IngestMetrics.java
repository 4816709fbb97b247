package fettle.gateway.stream;

import fettle.gateway.alarm.AlarmStep;
import fettle.gateway.rollup.RollupRules;
import fettle.gateway.rollup.SketchResult;
import fettle.gateway.rollup.Step;
import fettle.gateway.rollup.StepCounts;
import fettle.telemetry.JsonForm;
import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.store.RejectedMessage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The gateway's counters and timers; names and units are listed in METRICS.md. */
@ApplicationScoped
class IngestMetrics {
  private final MeterRegistry registry;
  private final List<Counter> late;
  private final Counter records;
  private final Counter batches;
  private final Counter readings;
  private final Counter repeats;
  private final Counter future;
  private final Counter untellable;
  private final Counter forgotten;
  private final Map<SketchResult, Counter> sketches = new EnumMap<>(SketchResult.class);
  private final Counter skipped;
  private final Counter unassigned;
  private final Counter holes;
  private final Counter lost;
  private final Counter takeOvers;
  private final Counter conflicts;
  private final Counter storeFailures;
  private final Counter evicted;
  private final Counter unlisted;
  private final Counter silent;
  private final Map<Alarm.Kind, Counter> raised = new EnumMap<>(Alarm.Kind.class);
  private final Map<Alarm.Kind, Counter> cleared = new EnumMap<>(Alarm.Kind.class);
  private final Counter dropped;
  private final Counter lateForAlarms;
  private final Timer decode;
  private final Timer load;
  private final Timer decide;
  private final Timer write;

  IngestMetrics(MeterRegistry registry, RollupRules rules) {
    this.registry = registry;
    late =
        rules.tiers().stream()
            .map(t -> registry.counter("gateway.readings.late", "tier", t.widthMs() + "ms"))
            .toList();
    for (JsonForm form : JsonForm.values()) {
      FunctionCounter.builder("fettle.contract.passed.over", form, JsonForm::passedOver)
          .tag("form", form.label())
          .register(registry);
    }
    records = registry.counter("gateway.records");
    batches = registry.counter("gateway.batches");
    readings = registry.counter("gateway.readings");
    repeats = registry.counter("gateway.repeats");
    future = registry.counter("gateway.readings.future");
    untellable = registry.counter("gateway.batches.untellable");
    forgotten = registry.counter("gateway.seen.forgotten");
    for (SketchResult result : SketchResult.values()) {
      sketches.put(result, registry.counter("gateway.sketches", "result", result.label()));
    }
    skipped = registry.counter("gateway.records.skipped");
    unassigned = registry.counter("gateway.records.unassigned");
    holes = registry.counter("gateway.stream.holes");
    lost = registry.counter("gateway.stream.lost");
    takeOvers = registry.counter("gateway.takeovers");
    conflicts = registry.counter("gateway.conflicts");
    storeFailures = registry.counter("gateway.store.failures");
    evicted = registry.counter("gateway.cache.evicted");
    decode = registry.timer("gateway.step.decode");
    unlisted = registry.counter("gateway.rejected.unlisted");
    silent = registry.counter("gateway.machines.forgotten");
    for (Alarm.Kind kind : Alarm.Kind.values()) {
      raised.put(kind, registry.counter("gateway.alarms.raised", "kind", kind.wire()));
      cleared.put(kind, registry.counter("gateway.alarms.cleared", "kind", kind.wire()));
    }
    dropped = registry.counter("gateway.alarms.dropped");
    lateForAlarms = registry.counter("gateway.alarms.late");
    load = registry.timer("gateway.step.load");
    decide = registry.timer("gateway.step.decide");
    write = registry.timer("gateway.step.write");
  }

  void written(Step step, int recordCount) {
    StepCounts counts = step.counts();
    records.increment(recordCount);
    batches.increment(counts.batches());
    readings.increment(counts.readings());
    repeats.increment(counts.repeats());
    future.increment(counts.future());
    untellable.increment(counts.untellable());
    forgotten.increment(counts.forgotten());
    sketches.forEach((result, counter) -> counter.increment(counts.sketches(result)));
    silent.increment(step.forgotten().size());
    alarms(step.alarms());
    for (int t = 0; t < late.size(); t++) {
      late.get(t).increment(counts.late(t));
    }
    for (RejectedMessage message : step.rejected()) {
      registry.counter("gateway.rejected", "reason", message.reason()).increment();
    }
  }

  /** Counts what a step did about alarms. */
  void alarms(AlarmStep alarms) {
    alarms.raised().forEach(alarm -> raised.get(alarm.kind()).increment());
    alarms.cleared().forEach(alarm -> cleared.get(alarm.kind()).increment());
    dropped.increment(alarms.dropped().size());
    lateForAlarms.increment(alarms.lateCount());
  }

  void unlisted(long count) {
    unlisted.increment(count);
  }

  void decoding(Duration took) {
    decode.record(took);
  }

  void loading(Duration took) {
    load.record(took);
  }

  void deciding(Duration took) {
    decide.record(took);
  }

  void writing(Duration took) {
    write.record(took);
  }

  void skipped() {
    skipped.increment();
  }

  void unassigned(int count) {
    unassigned.increment(count);
  }

  void holes(long count) {
    holes.increment(count);
  }

  void lost(long count) {
    lost.increment(count);
  }

  void tookOver() {
    takeOvers.increment();
  }

  void conflict() {
    conflicts.increment();
  }

  void storeFailed() {
    storeFailures.increment();
  }

  void evicted(int count) {
    evicted.increment(count);
  }
}
