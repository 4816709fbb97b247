package fettle.sensor.module;

import fettle.edge.EdgeMessage;
import fettle.edge.EdgeModule;
import fettle.telemetry.TelemetryBatch;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The module behind the sensor: remembers every message it is sent. */
final class Probe implements AutoCloseable {
  private final Queue<EdgeMessage> received = new ConcurrentLinkedQueue<>();
  private final EdgeModule module;

  private Probe(Map<String, String> environment) {
    module =
        EdgeModule.builder(environment)
            .onInput(
                "telemetry",
                message -> Uni.createFrom().voidItem().invoke(() -> received.add(message)))
            .start();
  }

  static Probe connect(Map<String, String> environment) {
    Probe probe = new Probe(environment);
    probe.module.connected().await().atMost(Duration.ofSeconds(60));
    return probe;
  }

  List<EdgeMessage> messages() {
    return List.copyOf(received);
  }

  List<byte[]> bodies() {
    return received.stream().map(EdgeMessage::body).toList();
  }

  List<TelemetryBatch> batches() {
    return received.stream().map(message -> Recordings.decode(message.body())).toList();
  }

  /** Sequence numbers by machine and session in order of arrival, repeats left out. */
  Map<String, List<Long>> sequences() {
    Set<String> seen = new HashSet<>();
    Map<String, List<Long>> sequences = new TreeMap<>();
    for (TelemetryBatch batch : batches()) {
      if (seen.add(batch.messageId())) {
        sequences
            .computeIfAbsent(batch.machine() + ":" + batch.session(), key -> new ArrayList<>())
            .add(batch.seq());
      }
    }
    return sequences;
  }

  void clear() {
    received.clear();
  }

  @Override
  public void close() {
    module.close();
  }
}
