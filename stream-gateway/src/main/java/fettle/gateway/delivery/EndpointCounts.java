package fettle.gateway.delivery;

import fettle.telemetry.notify.EndpointStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicReference;

/** What came of the notifications to one endpoint, for metrics and for people. Thread-safe. */
final class EndpointCounts {
  private final String endpoint;
  private final String type;
  private final Counter delivered;
  private final Counter failed;
  private final Counter givenUp;
  private final Counter silenced;
  private final AtomicReference<Last> last = new AtomicReference<>(new Last(0, 0, ""));

  private record Last(long delivered, long failed, String reason) {}

  /**
   * @param endpoint its name
   * @param type what it is
   */
  EndpointCounts(String endpoint, String type, MeterRegistry registry) {
    this.endpoint = endpoint;
    this.type = type;
    delivered = counter(registry, "delivered");
    failed = counter(registry, "failed");
    givenUp = counter(registry, "given up");
    silenced = counter(registry, "silenced");
  }

  private Counter counter(MeterRegistry registry, String result) {
    return registry.counter("gateway.notifications", "endpoint", endpoint, "result", result);
  }

  void delivered(long now) {
    delivered.increment();
    last.updateAndGet(before -> new Last(now, before.failed(), before.reason()));
  }

  void failed(String reason, long now) {
    failed.increment();
    last.updateAndGet(before -> new Last(before.delivered(), now, reason));
  }

  void gaveUp() {
    givenUp.increment();
  }

  void silenced() {
    silenced.increment();
  }

  EndpointStatus status(long pending, long now) {
    Last newest = last.get();
    return new EndpointStatus(
        endpoint,
        type,
        pending,
        (long) delivered.count(),
        (long) failed.count(),
        (long) givenUp.count(),
        (long) silenced.count(),
        newest.delivered(),
        newest.failed(),
        newest.reason(),
        now);
  }
}
