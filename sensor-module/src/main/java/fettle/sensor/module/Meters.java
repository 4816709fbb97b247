package fettle.sensor.module;

import fettle.edge.ConnectionState;
import fettle.edge.EdgeException;
import fettle.edge.EdgeMetrics;
import fettle.sensor.buffer.DiskBuffer;
import fettle.sensor.buffer.Tally;
import fettle.sensor.source.Source;
import fettle.sensor.source.Track;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

/** The module's metrics, all named {@code fettle.sensor.…} and {@code fettle.edge.…}. */
final class Meters implements EdgeMetrics {
  private final MeterRegistry registry;
  private final AtomicInteger connected = new AtomicInteger();
  private final AtomicInteger sending = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();

  Meters(MeterRegistry registry) {
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

  void register(Source source, DiskBuffer buffer) {
    for (Track track : source.tracks()) {
      Tally tally = buffer.tally(track.machine());
      count("read", "readings taken", track, tally, Tally::read);
      count("sent", "readings that the hub acknowledged", track, tally, Tally::sent);
      count("skipped", "rows or attempts that gave no reading", track, tally, Tally::skipped);
      count("dropped", "readings thrown away", track, tally, Tally::dropped);
    }
    FunctionCounter.builder("fettle.sensor.source.errors", source, Source::errors)
        .description("attempts to read a sensor that failed")
        .register(registry);
    Gauge.builder("fettle.sensor.buffer.batches", buffer, DiskBuffer::size)
        .description("batches on disk that the hub has not acknowledged")
        .register(registry);
    Gauge.builder("fettle.sensor.buffer.size", buffer, DiskBuffer::bytes)
        .baseUnit("bytes")
        .description("size of the buffer on disk")
        .register(registry);
  }

  private void count(
      String name, String description, Track track, Tally tally, ToDoubleFunction<Tally> value) {
    FunctionCounter.builder("fettle.sensor.readings." + name, tally, value)
        .tag("machine", track.machine())
        .description(description)
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
  public void methodAnswered(String method, int status) {
    registry
        .counter("fettle.edge.methods", "method", method, "status", String.valueOf(status))
        .increment();
  }
}
