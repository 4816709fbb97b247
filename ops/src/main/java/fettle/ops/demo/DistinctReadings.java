package fettle.ops.demo;

import fettle.telemetry.Decoded;
import fettle.telemetry.Limits;
import fettle.telemetry.TelemetryBatch;
import fettle.telemetry.TelemetryCodec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Counts readings a machine, each batch once however often it comes. */
final class DistinctReadings {
  private final TelemetryCodec codec = new TelemetryCodec(Limits.DEFAULT);
  private final Set<String> seen = new HashSet<>();
  private final Map<String, Long> readings = new HashMap<>();
  private final Map<String, Long> scored = new HashMap<>();

  /** Takes one message body; what is no telemetry is not counted. */
  void add(byte[] body) {
    if (codec.decode(body, "default") instanceof Decoded.Valid valid
        && seen.add(valid.batch().messageId())) {
      TelemetryBatch batch = valid.batch();
      readings.merge(batch.machine(), (long) batch.readings(), Long::sum);
      scored.merge(batch.machine(), scoredReadings(batch), Long::sum);
    }
  }

  long readings(String machine) {
    return readings.getOrDefault(machine, 0L);
  }

  long scored(String machine) {
    return scored.getOrDefault(machine, 0L);
  }

  long total() {
    return readings.values().stream().mapToLong(Long::longValue).sum();
  }

  private static long scoredReadings(TelemetryBatch batch) {
    long count = 0;
    if (batch.scoring() != null) {
      for (double score : batch.scoring().score()) {
        if (!Double.isNaN(score)) {
          count++;
        }
      }
    }
    return count;
  }
}
