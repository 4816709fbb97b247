package fettle.sensor.module;

import fettle.telemetry.Decoded;
import fettle.telemetry.Limits;
import fettle.telemetry.TelemetryBatch;
import fettle.telemetry.TelemetryCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Recordings for tests, and what has arrived of them. */
final class Recordings {
  private static final long FIRST = 1_583_748_873L;
  private static final TelemetryCodec CODEC = new TelemetryCodec(Limits.DEFAULT);

  private Recordings() {}

  /**
   * One reading a second; the value of column {@code a} is the row's number, every tenth {@code b}
   * is missing.
   */
  static Path write(Path folder, String machine, int rows) throws IOException {
    StringBuilder text = new StringBuilder("time;a;b;anomaly\n");
    for (int row = 0; row < rows; row++) {
      text.append(FIRST + row).append(';').append(row).append(';');
      text.append(row % 10 == 9 ? "" : "0.5").append(';').append(row % 2).append('\n');
    }
    return Files.writeString(folder.resolve(machine + ".csv"), text);
  }

  static TelemetryBatch decode(byte[] body) {
    return switch (CODEC.decode(body, "")) {
      case Decoded.Valid valid -> valid.batch();
      case Decoded.Flat flat -> throw new AssertionError("flat: " + flat);
      case Decoded.Rejected rejected -> throw new AssertionError("rejected: " + rejected);
    };
  }

  /** Row numbers by machine in the order of arrival, repeats of a message left out. */
  static Map<String, List<Integer>> rows(Iterable<byte[]> bodies) {
    Set<String> seen = new HashSet<>();
    Map<String, List<Integer>> rows = new TreeMap<>();
    for (byte[] body : bodies) {
      TelemetryBatch batch = decode(body);
      if (seen.add(batch.messageId())) {
        List<Integer> machine = rows.computeIfAbsent(batch.machine(), name -> new ArrayList<>());
        for (double value : batch.values()[0]) {
          machine.add((int) value);
        }
      }
    }
    return rows;
  }

  static List<Integer> upTo(int rows) {
    List<Integer> numbers = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      numbers.add(row);
    }
    return numbers;
  }
}
