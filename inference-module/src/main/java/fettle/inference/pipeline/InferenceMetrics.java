package fettle.inference.pipeline;

import fettle.edge.ConnectionState;
import fettle.edge.EdgeException;
import fettle.edge.EdgeMetrics;
import fettle.inference.model.ModelStatus;
import fettle.inference.score.ScoredBatch;
import fettle.inference.score.Scorer;
import fettle.inference.score.Unscored;
import fettle.telemetry.RejectReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The module's meters. {@code fettle.inference.batch}: time to score a batch, encoding included.
 * {@code fettle.inference.readings}: readings by {@code result}, {@code scored} or the reason why
 * not. {@code fettle.inference.repeats}: batches that came again. {@code
 * fettle.inference.rejected}: messages by {@code reason}. {@code fettle.inference.machines} and
 * {@code fettle.inference.machines.evicted}: windows in memory and pushed out. {@code
 * fettle.inference.model}: 1 for each {@code model} in use. {@code fettle.edge.outstanding}, {@code
 * fettle.edge.waiting}: messages at the hub unacknowledged, and waiting before it. {@code
 * fettle.edge.sent}, {@code fettle.edge.send.failed}, {@code fettle.edge.input}, {@code
 * fettle.edge.input.failed}, {@code fettle.edge.connected}: the connection.
 */
final class InferenceMetrics implements EdgeMetrics {

  private final MeterRegistry registry;
  private final Timer batch;
  private final Counter scored;
  private final Map<Unscored, Counter> unscored = new EnumMap<>(Unscored.class);
  private final Counter repeats;
  private final Counter evicted;
  private final MultiGauge models;
  private final AtomicInteger outstanding = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger connected = new AtomicInteger();

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
    models = MultiGauge.builder("fettle.inference.model").register(registry);
    registry.gauge("fettle.edge.outstanding", outstanding);
    registry.gauge("fettle.edge.waiting", waiting);
    registry.gauge("fettle.edge.connected", connected);
  }

  void watch(Scorer scorer) {
    Gauge.builder("fettle.inference.machines", scorer, Scorer::machines).register(registry);
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

  @Override
  public void stateChanged(ConnectionState state) {
    connected.set(state == ConnectionState.CONNECTED ? 1 : 0);
  }

  @Override
  public void sent(String output, long nanos) {
    registry.timer("fettle.edge.sent", "output", output).record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void sendFailed(String output, EdgeException.Reason reason) {
    registry
        .counter("fettle.edge.send.failed", "output", output, "reason", reason.name())
        .increment();
  }

  @Override
  public void outstanding(int sending, int waitingForPermit) {
    outstanding.set(sending);
    waiting.set(waitingForPermit);
  }

  @Override
  public void inputHandled(String input, long nanos) {
    registry.timer("fettle.edge.input", "input", input).record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void inputFailed(String input) {
    registry.counter("fettle.edge.input.failed", "input", input).increment();
  }
}
