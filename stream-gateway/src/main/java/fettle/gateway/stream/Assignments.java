package fettle.gateway.stream;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;

/** The partitions that the group has assigned to this consumer at present. Thread-safe. */
@ApplicationScoped
class Assignments {
  private final Map<Integer, Assignment> current = new ConcurrentHashMap<>();

  Assignments(MeterRegistry registry) {
    registry.gaugeMapSize("gateway.partitions", List.of(), current);
    registry.gauge("gateway.machines", current, held -> sum(held, Assignment::machines));
    registry.gauge("gateway.alarms.open", current, held -> sum(held, Assignment::openAlarms));
    registry.gauge("gateway.cache.bytes", current, held -> sum(held, Assignment::cacheBytes));
  }

  private static double sum(Map<Integer, Assignment> held, ToLongFunction<Assignment> ofOne) {
    return held.values().stream().mapToLong(ofOne).sum();
  }

  Assignment begin(TopicPartition partition) {
    Assignment assignment = new Assignment(partition);
    Assignment before = current.put(partition.partition(), assignment);
    if (before != null) {
      before.end();
    }
    return assignment;
  }

  void end(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      Assignment ended = current.remove(partition.partition());
      if (ended != null) {
        ended.end();
      }
    }
  }

  /** The partition's present assignment, or null when it is not ours. */
  Assignment of(int partition) {
    return current.get(partition);
  }

  /** All present assignments. */
  Collection<Assignment> all() {
    return current.values();
  }

  /** Ends all: what is in flight is finished, nothing more is begun. */
  void endAll() {
    current.values().forEach(Assignment::end);
  }
}
