package fettle.gateway.stream;

import fettle.drift.Finding;
import fettle.drift.store.MachineDrift;
import fettle.drift.store.ModelDrift;
import fettle.drift.store.SignalState;
import fettle.gateway.config.GatewayConfig;
import fettle.gateway.rollup.RollupRules;
import fettle.gateway.rollup.Step;
import fettle.telemetry.MachineId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * The drift of the machines of owned partitions, a row of gauges a signal of the newest model. They
 * appear with a machine's next sketches after a partition was taken over. Bounded: signals beyond
 * it are not shown here, only in the store, and counted.
 */
@ApplicationScoped
class DriftGauges {
  private static final String SCORE = "(score)";

  private final MeterRegistry registry;
  private final RollupRules rules;
  private final int most;
  private final Counter unshown;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, Row> rows = new LinkedHashMap<>();

  private record Key(int partition, MachineId machine, String model, String signal) {}

  /** What the gauges of a row read. */
  private static final class Row {
    private final List<Meter> meters = new ArrayList<>();
    private volatile SignalState state;

    private double value(ToDoubleFunction<Finding> of) {
      Finding latest = state.latest();
      return latest == null ? Double.NaN : of.applyAsDouble(latest);
    }

    private double verdict() {
      return switch (state.verdict()) {
        case TOO_FEW_READINGS -> -1;
        case STEADY -> 0;
        case DRIFTED -> 1;
      };
    }
  }

  DriftGauges(MeterRegistry registry, RollupRules rules, GatewayConfig config) {
    this.registry = registry;
    this.rules = rules;
    this.most = config.drift().gauges();
    this.unshown = registry.counter("fettle.drift.unshown");
  }

  /** Shows what a written step changed. */
  void show(int partition, Step step) {
    step.drift().values().forEach(change -> show(partition, change.state().present(rules.drift())));
    step.forgotten().forEach(machine -> removeOthers(partition, machine, ""));
  }

  /** Takes the gauges of a partition away that is no longer ours. */
  void forget(int partition) {
    lock.lock();
    try {
      removeIf(key -> key.partition() == partition);
    } finally {
      lock.unlock();
    }
  }

  private void show(int partition, MachineDrift drift) {
    if (drift.models().isEmpty()) {
      return;
    }
    ModelDrift newest = drift.models().getFirst();
    removeOthers(partition, drift.id(), newest.model());
    lock.lock();
    try {
      newest
          .signals()
          .forEach(
              (signal, state) ->
                  show(new Key(partition, drift.id(), newest.model(), signal), state));
      show(new Key(partition, drift.id(), newest.model(), SCORE), newest.score());
    } finally {
      lock.unlock();
    }
  }

  private void show(Key key, SignalState state) {
    Row row = rows.get(key);
    if (row != null) {
      row.state = state;
    } else if (rows.size() < most) {
      rows.put(key, register(key, state));
    } else {
      unshown.increment();
    }
  }

  private Row register(Key key, SignalState state) {
    Row row = new Row();
    row.state = state;
    Tags tags =
        Tags.of(
            "device", key.machine().device(),
            "machine", key.machine().machine(),
            "model", key.model(),
            "signal", key.signal());
    gauge(row, tags, "fettle.drift.psi", r -> r.value(Finding::psi));
    gauge(row, tags, "fettle.drift.ks", r -> r.value(Finding::ks));
    gauge(row, tags, "fettle.drift.js", r -> r.value(Finding::js));
    gauge(row, tags, "fettle.drift.verdict", Row::verdict);
    return row;
  }

  private void gauge(Row row, Tags tags, String name, ToDoubleFunction<Row> value) {
    row.meters.add(Gauge.builder(name, row, value).tags(tags).register(registry));
  }

  private void removeOthers(int partition, MachineId machine, String model) {
    lock.lock();
    try {
      removeIf(
          key ->
              key.partition() == partition
                  && key.machine().equals(machine)
                  && !key.model().equals(model));
    } finally {
      lock.unlock();
    }
  }

  private void removeIf(Predicate<Key> gone) {
    for (Iterator<Map.Entry<Key, Row>> all = rows.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<Key, Row> entry = all.next();
      if (gone.test(entry.getKey())) {
        entry.getValue().meters.forEach(registry::remove);
        all.remove();
      }
    }
  }
}
