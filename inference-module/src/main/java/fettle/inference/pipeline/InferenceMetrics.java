package fettle.inference.pipeline;

import fettle.inference.model.ModelStatus;
import fettle.inference.score.ScoredBatch;
import fettle.inference.score.Scorer;
import fettle.inference.score.Unscored;
import fettle.inference.sketch.SketchOutbox;
import fettle.telemetry.JsonForm;
import fettle.telemetry.RejectReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The module's own meters, all named {@code fettle.inference.…} and listed in {@code
 * docs/metrics.md}.
 */
final class InferenceMetrics {

  private final MeterRegistry registry;
  private final Timer batch;
  private final Counter scored;
  private final Map<Unscored, Counter> unscored = new EnumMap<>(Unscored.class);
  private final Counter repeats;
  private final Counter evicted;
  private final Counter sketchesDropped;
  private final Timer sketching;
  private final MultiGauge models;

  InferenceMetrics(MeterRegistry registry) {
    this.registry = registry;
    batch =
        Timer.builder("fettle.inference.batch").publishPercentiles(0.5, 0.99).register(registry);
    scored = registry.counter("fettle.inference.readings", "result", "scored");
    for (Unscored reason : Unscored.values()) {
      unscored.put(reason, registry.counter("fettle.inference.readings", "result", reason.label()));
    }
    repeats = registry.counter("fettle.inference.repeats");
    evicted = registry.counter("fettle.inference.machines.evicted");
    sketchesDropped = registry.counter("fettle.inference.sketches.dropped");
    sketching = Timer.builder("fettle.inference.sketching").register(registry);
    for (JsonForm form : JsonForm.values()) {
      FunctionCounter.builder("fettle.contract.passed.over", form, JsonForm::passedOver)
          .tag("form", form.label())
          .register(registry);
    }
    models = MultiGauge.builder("fettle.inference.model").register(registry);
  }

  void watch(Scorer scorer) {
    Gauge.builder("fettle.inference.machines", scorer, Scorer::machines).register(registry);
  }

  void watch(SketchOutbox outbox) {
    Gauge.builder("fettle.inference.sketches.waiting", outbox, SketchOutbox::size)
        .register(registry);
  }

  void sketched(long nanos) {
    sketching.record(nanos, TimeUnit.NANOSECONDS);
  }

  void sketchesDropped(int count) {
    sketchesDropped.increment(count);
  }

  void scored(ScoredBatch result, long nanos) {
    batch.record(nanos, TimeUnit.NANOSECONDS);
    if (result.repeat()) {
      repeats.increment();
      return;
    }
    scored.increment(result.scored());
    for (Unscored reason : Unscored.values()) {
      if (result.unscored(reason) > 0) {
        unscored.get(reason).increment(result.unscored(reason));
      }
    }
  }

  void rejected(RejectReason reason) {
    registry.counter("fettle.inference.rejected", "reason", reason.name()).increment();
  }

  void evicted() {
    evicted.increment();
  }

  void models(ModelStatus status) {
    models.register(
        status.loaded().stream()
            .map(
                model ->
                    MultiGauge.Row.of(Tags.of("model", model.name() + ":" + model.version()), 1))
            .toList(),
        true);
  }
}
