package fettle.sensor.module;

import fettle.sensor.buffer.DiskBuffer;
import fettle.sensor.buffer.Tally;
import fettle.sensor.source.Source;
import fettle.sensor.source.Track;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/**
 * The module's own metrics, all named {@code fettle.sensor.…} and listed in {@code
 * docs/metrics.md}.
 */
final class Meters {
  private final MeterRegistry registry;

  Meters(MeterRegistry registry) {
    this.registry = registry;
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
    FunctionCounter.builder("fettle.sensor.buffer.damaged", buffer, DiskBuffer::damaged)
        .baseUnit("bytes")
        .description("what could not be read back from the disk")
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
}
