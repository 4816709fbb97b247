package fettle.ops.demo;

import fettle.telemetry.Decoded;
import fettle.telemetry.EdgeRejection;
import fettle.telemetry.Limits;
import fettle.telemetry.TelemetryBatch;
import fettle.telemetry.TelemetryCodec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Counts readings a machine, each batch once however often it comes, and the messages of a machine
 * that the edge rejected.
 */
final class DistinctReadings {
  private final TelemetryCodec codec = new TelemetryCodec(Limits.DEFAULT);
  private final Set<String> seen = new HashSet<>();
  private final Map<String, Long> readings = new HashMap<>();
  private final Map<String, Long> scored = new HashMap<>();
  private final Map<String, Long> rejected = new HashMap<>();

  /** Takes one message body; what is neither telemetry nor a rejection is not counted. */
  void add(byte[] body) {
    switch (codec.decode(body, "default")) {
      case Decoded.Valid valid -> {
        TelemetryBatch batch = valid.batch();
        if (seen.add(batch.messageId())) {
          readings.merge(batch.machine(), (long) batch.readings(), Long::sum);
          scored.merge(batch.machine(), scoredReadings(batch), Long::sum);
        }
      }
      case Decoded.Flat unnumbered -> {
        // a replay sends none, and repeats of one could not be told
      }
      case Decoded.Rejected noTelemetry ->
          EdgeRejection.decode(body)
              .map(EdgeRejection::machine)
              .ifPresent(machine -> rejected.merge(machine, 1L, Long::sum));
    }
  }

  long readings(String machine) {
    return readings.getOrDefault(machine, 0L);
  }

  long scored(String machine) {
    return scored.getOrDefault(machine, 0L);
  }

  long rejected(String machine) {
    return rejected.getOrDefault(machine, 0L);
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
