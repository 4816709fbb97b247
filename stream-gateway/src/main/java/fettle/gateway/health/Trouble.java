package fettle.gateway.health;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** Which partitions' steps do not reach the store at present, and why. Thread-safe. */
@ApplicationScoped
public class Trouble {
  private final Map<Integer, String> reasons = new ConcurrentSkipListMap<>();

  public Trouble(MeterRegistry registry) {
    registry.gaugeMapSize("gateway.partitions.troubled", List.of(), reasons);
  }

  /** A partition's work failed for a reason that may pass; returns whether that is news. */
  public boolean began(int partition, String why) {
    return reasons.put(partition, why) == null;
  }

  /** A partition's work succeeded or is no longer ours; returns whether that is news. */
  public boolean ended(int partition) {
    return reasons.remove(partition) != null;
  }

  /** Why steps do not reach the store; empty while all do. */
  public Optional<String> reason() {
    String all =
        reasons.entrySet().stream()
            .map(entry -> "partition " + entry.getKey() + ": " + entry.getValue())
            .collect(Collectors.joining("; "));
    return all.isEmpty() ? Optional.empty() : Optional.of(all);
  }
}
