package fettle.ops.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.telemetry.TelemetryBatch;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The grid against a plain computation over the same readings. */
class ResampleTest {
  private static final long START = Instant.parse("2026-03-01T20:00:00Z").toEpochMilli();
  private static final long STEP = 2_000;
  private static final long FILL = 6_000;

  @TempDir private Path folder;
  private final List<Reading> readings = new ArrayList<>();

  private record Reading(long t, double x, double y) {}

  /** Irregular, with values missing, several at a time, gaps, and pauses longer than an hour. */
  @BeforeEach
  void makeUpReadings() {
    Random random = new Random(11);
    long t = START;
    for (int k = 0; k < 4_000; k++) {
      double x = random.nextInt(5) == 0 ? Double.NaN : random.nextInt(1000) / 8.0;
      double y = random.nextInt(40) == 0 ? random.nextInt(1000) / 8.0 : Double.NaN;
      readings.add(new Reading(t, x, y));
      t +=
          switch (random.nextInt(500)) {
            case 0 -> 3_600_000 + random.nextInt(3_600_000);
            case 1, 2 -> random.nextInt(3_600_000);
            case 3, 4, 5, 6, 7 -> random.nextInt(20_000);
            case 8, 9 -> 0;
            default -> random.nextInt(4_000);
          };
    }
  }

  @Test
  void theLastReadingOfAStepStands() throws Exception {
    compare("last");
  }

  @Test
  void theMeanOfAStepStands() throws Exception {
    compare("mean");
  }

  private void compare(String method) throws Exception {
    DatasetFixture dataset = new DatasetFixture(folder);
    List<TelemetryBatch> batches = new ArrayList<>();
    for (int from = 0; from < readings.size(); from += 50) {
      batches.add(batch(from / 50, readings.subList(from, from + 50)));
    }
    dataset.send("2026-03-02T03:00", Map.of("d", batches));

    assertThat(dataset.run("--resample", "2s", "--fill", "6s", "--method", method))
        .as(dataset.said())
        .isZero();

    List<String> rows = new ArrayList<>();
    for (Side side : Side.values()) {
      rows.addAll(
          dataset.rows(
              side,
              "t, \"s.x\", \"s.y\"",
              row -> row.getLong(1) + " " + row.getObject(2) + " " + row.getObject(3)));
    }
    long cut = START + Math.round(0.8 * (readings.getLast().t() - START));
    cut = Math.ceilDiv(cut, STEP) * STEP;
    assertThat(rows).isEqualTo(expected(method.equals("mean"), cut, cut + FILL));
  }

  private static TelemetryBatch batch(long seq, List<Reading> part) {
    return new TelemetryBatch(
        "m",
        "s",
        seq,
        part.stream().mapToLong(Reading::t).toArray(),
        List.of("x", "y"),
        new double[][] {
          part.stream().mapToDouble(Reading::x).toArray(),
          part.stream().mapToDouble(Reading::y).toArray()
        },
        null);
  }

  private List<String> expected(boolean mean, long trainEnds, long testBegins) {
    TreeMap<Long, List<Reading>> steps = new TreeMap<>();
    for (Reading reading : readings) {
      steps.computeIfAbsent(reading.t() / STEP * STEP, unused -> new ArrayList<>()).add(reading);
    }
    List<String> rows = new ArrayList<>();
    double[] value = {Double.NaN, Double.NaN};
    long[] at = {0, 0};
    for (Map.Entry<Long, List<Reading>> step : steps.entrySet()) {
      for (int s = 0; s < 2; s++) {
        int signal = s;
        double[] own =
            step.getValue().stream()
                .mapToDouble(reading -> signal == 0 ? reading.x() : reading.y())
                .filter(v -> !Double.isNaN(v))
                .toArray();
        if (own.length > 0) {
          value[s] = mean ? Arrays.stream(own).average().getAsDouble() : own[own.length - 1];
          at[s] = step.getKey();
        }
      }
      Long next = steps.higherKey(step.getKey());
      long end = next != null && next - step.getKey() <= 3_600_000 ? next : step.getKey() + STEP;
      for (long t = step.getKey(); t < end; t += STEP) {
        if (t < trainEnds || t >= testBegins) {
          rows.add(t + " " + at(value[0], at[0], t) + " " + at(value[1], at[1], t));
        }
      }
    }
    return rows;
  }

  private static Double at(double value, long since, long t) {
    return Double.isNaN(value) || t - since > FILL ? null : value;
  }
}
