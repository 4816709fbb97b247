package fettle.system.laptop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import fettle.ops.demo.DashboardApi;
import fettle.system.RunningDemo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings through the whole system, every process real. */
class ReplayIT {
  private static final int ROWS = 900;
  private static final int MORE_ROWS = 3_000;
  private static final Duration REPLAY = Duration.ofMinutes(3);

  @TempDir Path folder;

  /** The second recording goes on while the series of the first are compared. */
  @Test
  void theSeriesEqualAComputationFromTheFileAndTheCountsAgreeInTheEnd() throws Exception {
    RecordedCsv first = RecordedCsv.write(folder.resolve("first.csv"), ROWS, 1);
    RecordedCsv second = RecordedCsv.write(folder.resolve("second.csv"), MORE_ROWS, 2);
    try (RunningDemo demo =
        new RunningDemo(
            "127.0.17.2",
            folder.resolve("demo"),
            List.of(
                "--replay",
                first.file().toString(),
                second.file().toString(),
                "--speed",
                "100",
                "--exit-when-done"))) {
      demo.awaitDashboard();
      DashboardApi api = demo.api();
      await()
          .atMost(REPLAY)
          .ignoreExceptionsInstanceOf(IOException.class)
          .until(() -> state(api, "first").path("readings").asLong() == ROWS);

      JsonNode state = state(api, "first");
      long shift = state.path("lastEvent").asLong() - first.rows().getLast().time();
      for (long tier : List.of(1_000L, 10_000L, 60_000L)) {
        assertSameBuckets(first, shift, tier, series(api, state, tier));
      }

      assertThat(demo.awaitExit(REPLAY)).isZero();
      assertThat(demo.lines())
          .anySatisfy(line -> assertThat(line).matches(counts("first", ROWS)))
          .anySatisfy(line -> assertThat(line).matches(counts("second", MORE_ROWS)))
          .contains("messages that the gateway rejected: 0", "The counts agree at every hop.");
    }
  }

  /** The summary's line of a machine of which nothing was lost, repeated or late. */
  private static String counts(String machine, int rows) {
    return "%1$s +%2$d +%2$d +\\d+ +\\d+ +0 +%2$d +%2$d +%2$d +0 +0".formatted(machine, rows);
  }

  /** Expected buckets straight from the recording, compared with the answer one by one. */
  private static void assertSameBuckets(
      RecordedCsv recording, long shift, long tier, JsonNode series) {
    assertThat(series.path("tierMs").asLong()).isEqualTo(tier);
    TreeMap<Long, Integer> indexOf = new TreeMap<>();
    for (int i = 0; i < series.path("t").size(); i++) {
      indexOf.put(series.path("t").get(i).asLong(), i);
    }
    for (int s = 0; s < RecordedCsv.SIGNALS.size(); s++) {
      TreeMap<Long, ExpectedBucket> expected = new TreeMap<>();
      for (RecordedCsv.Row row : recording.rows()) {
        if (!Double.isNaN(row.values()[s])) {
          long start = Math.floorDiv(row.time() + shift, tier) * tier;
          expected.computeIfAbsent(start, key -> new ExpectedBucket()).add(row.values()[s]);
        }
      }
      JsonNode columns = series.path("signals").path(RecordedCsv.SIGNALS.get(s));
      expected.forEach(
          (start, bucket) -> {
            assertThat(indexOf).as("bucket at %d", start).containsKey(start);
            bucket.assertSameAs(columns, indexOf.get(start));
          });
      long total = 0;
      for (JsonNode count : columns.path("count")) {
        total += count.asLong();
      }
      assertThat(total)
          .isEqualTo(expected.values().stream().mapToLong(bucket -> bucket.count).sum());
    }
  }

  private static JsonNode series(DashboardApi api, JsonNode state, long tier) throws Exception {
    return api.series(
        state.path("device").asText(),
        state.path("machine").asText(),
        state.path("firstEvent").asLong(),
        state.path("lastEvent").asLong() + 1,
        tier);
  }

  private static JsonNode state(DashboardApi api, String machine) throws Exception {
    for (JsonNode state : api.machines()) {
      if (state.path("machine").asText().equals(machine)) {
        return state;
      }
    }
    return MissingNode.getInstance();
  }

  /** One bucket, computed here. */
  private static final class ExpectedBucket {
    private long count;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double sum;

    void add(double value) {
      count++;
      min = Math.min(min, value);
      max = Math.max(max, value);
      sum += value;
    }

    void assertSameAs(JsonNode columns, int index) {
      assertThat(columns.path("count").path(index).asLong()).isEqualTo(count);
      assertThat(columns.path("min").path(index).asDouble()).isEqualTo(min);
      assertThat(columns.path("max").path(index).asDouble()).isEqualTo(max);
      assertThat(columns.path("mean").path(index).asDouble())
          .isCloseTo(sum / count, Offset.offset(1e-9 * Math.abs(sum / count)));
    }
  }
}
