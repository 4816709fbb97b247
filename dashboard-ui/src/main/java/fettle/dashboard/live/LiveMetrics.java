package fettle.dashboard.live;

import fettle.telemetry.JsonForm;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** What the live view counts, and what readers of the contract's forms do. */
@ApplicationScoped
public class LiveMetrics {
  private final Counter frames;
  private final Counter bytes;
  private final Counter merged;
  private final Counter refused;
  private final Counter unreadable;

  LiveMetrics(MeterRegistry registry) {
    for (JsonForm form : JsonForm.values()) {
      FunctionCounter.builder("fettle.contract.passed.over", form, JsonForm::passedOver)
          .tag("form", form.label())
          .register(registry);
    }
    frames = registry.counter("fettle.dashboard.frames");
    bytes = registry.counter("fettle.dashboard.frame.bytes");
    merged = registry.counter("fettle.dashboard.updates.merged");
    refused = registry.counter("fettle.dashboard.viewers.refused");
    unreadable = registry.counter("fettle.dashboard.announcements.unreadable");
  }

  /** A frame went out. */
  void frame(int size) {
    frames.increment();
    bytes.increment(size);
  }

  /** A bucket replaced one that the viewer had not been sent. */
  void merged() {
    merged.increment();
  }

  /** A viewer came when there were enough. */
  void refused() {
    refused.increment();
  }

  /** An announcement was not what the contract says. */
  void unreadable() {
    unreadable.increment();
  }
}
