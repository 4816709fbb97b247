package fettle.ops.lake;

import static fettle.ops.lake.LakeFixture.START;
import static fettle.ops.lake.LakeFixture.batch;
import static fettle.ops.lake.LakeFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import fettle.emulator.lake.LakeFormat;
import fettle.telemetry.TelemetryBatch;
import java.io.BufferedReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real kills of a real process, at points that nobody chose. */
class KilledCompactionTest {
  private static final int KILLS = 5;

  @TempDir private Path folder;

  @Test
  void nothingIsLostAndNothingDoubledByKills() throws Exception {
    Path lake = folder.resolve("lake");
    List<TelemetryBatch> batches = new ArrayList<>();
    for (int seq = 0; seq < 600; seq++) {
      batches.add(batch("m" + seq % 3, "s", seq, START + seq * 1000L, 40, "x", "y"));
    }
    for (int blob = 0; blob < 30; blob++) {
      LakeFixture.write(
          lake,
          "2026-03-02T00:%02d".formatted(blob),
          LakeFormat.AVRO,
          1 << 20,
          batches.subList(20 * blob, 20 * blob + 20).stream()
              .map(batch -> message("d", batch))
              .toList());
    }
    LakeStore store = new LakeStore(folder.resolve("parquet"));
    int rounds = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = start(lake, store);
      try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
        // the first word comes at the end of a round: so each run gets somewhat further
        for (int line = 0; line <= kill % 2 && said.readLine() != null; line++) {
          rounds++;
        }
      } finally {
        process.destroyForcibly().waitFor();
      }
    }

    Process last = start(lake, store);
    last.inputReader(StandardCharsets.UTF_8).transferTo(Writer.nullWriter());

    assertThat(last.waitFor()).isZero();
    assertThat(rounds).isPositive();
    assertThat(StoredReadings.of(store)).isEqualTo(StoredReadings.expected(Map.of("d", batches)));
  }

  private static Process start(Path lake, LakeStore store) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            CompactionProcess.class.getName(),
            lake.toString(),
            store.folder().toString())
        .redirectErrorStream(true)
        .start();
  }
}
