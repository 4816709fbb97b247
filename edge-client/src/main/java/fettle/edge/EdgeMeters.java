package fettle.edge;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A module's connection as Micrometer meters, all named {@code fettle.edge.…} and listed in {@code
 * docs/metrics.md}. A module that uses this class brings Micrometer itself.
 */
public final class EdgeMeters implements EdgeMetrics {
  private final MeterRegistry registry;
  private final AtomicInteger connected = new AtomicInteger();
  private final AtomicInteger sending = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();

  public EdgeMeters(MeterRegistry registry) {
    this.registry = registry;
    Gauge.builder("fettle.edge.connected", connected, AtomicInteger::get)
        .description("1 while the module is connected to its edge hub")
        .register(registry);
    Gauge.builder("fettle.edge.outstanding", sending, AtomicInteger::get)
        .description("messages handed to the device SDK and not acknowledged")
        .register(registry);
    Gauge.builder("fettle.edge.waiting", waiting, AtomicInteger::get)
        .description("sends waiting for one of the outstanding to be acknowledged")
        .register(registry);
  }

  @Override
  public void stateChanged(ConnectionState state) {
    connected.set(state == ConnectionState.CONNECTED ? 1 : 0);
  }

  @Override
  public void connectFailed() {
    registry.counter("fettle.edge.connect.failures").increment();
  }

  @Override
  public void sent(String output, long nanos) {
    registry.timer("fettle.edge.sent", "output", output).record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void sendFailed(String output, EdgeException.Reason reason) {
    registry
        .counter("fettle.edge.send.failures", "output", output, "reason", reason.name())
        .increment();
  }

  @Override
  public void outstanding(int nowSending, int nowWaiting) {
    sending.set(nowSending);
    waiting.set(nowWaiting);
  }

  @Override
  public void inputHandled(String input, long nanos) {
    registry.timer("fettle.edge.input", "input", input).record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void inputFailed(String input) {
    registry.counter("fettle.edge.input.failures", "input", input).increment();
  }

  @Override
  public void inputUnknown(String input) {
    registry.counter("fettle.edge.input.unknown", "input", input).increment();
  }

  @Override
  public void methodAnswered(String method, int status) {
    registry
        .counter("fettle.edge.methods", "method", method, "status", String.valueOf(status))
        .increment();
  }
}
