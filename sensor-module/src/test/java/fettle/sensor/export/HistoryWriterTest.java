package fettle.sensor.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryWriterTest {
  @TempDir Path folder;

  @Test
  void sameHistoryGivesTheSameBytes() throws Exception {
    byte[] first = Files.readAllBytes(write("one").resolve("pump-01.csv"));
    byte[] second = Files.readAllBytes(write("two").resolve("pump-01.csv"));

    assertThat(first).isEqualTo(second);
  }

  @Test
  void everyMachineHasAFileThatIsARecording() throws Exception {
    Path written = write("history");

    List<String> lines = Files.readAllLines(written.resolve("pump-02.csv"));
    assertThat(lines).hasSize(1 + 60);
    assertThat(lines.get(0))
        .isEqualTo("time,load,temperature,humidity,vibration,current,pressure,flow,speed");
    assertThat(lines.get(1)).startsWith("2026-01-05T00:00:00Z,");
    assertThat(lines.get(2)).startsWith("2026-01-05T00:00:01Z,");
    assertThat(written.resolve("pump-01.csv")).exists();
  }

  @Test
  void durationShorterThanItsIntervalIsRefused() {
    assertThatThrownBy(() -> history(Duration.ofMillis(500)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sensor.export.duration");
  }

  private Path write(String name) throws IOException {
    Path written = folder.resolve(name);
    assertThat(HistoryWriter.write(history(Duration.ofMinutes(1)), written)).isEqualTo(120);
    return written;
  }

  private static History history(Duration duration) {
    return new History(
        1,
        Duration.ofHours(1),
        List.of("pump-01", "pump-02"),
        Instant.parse("2026-01-05T00:00:00Z"),
        duration,
        Duration.ofSeconds(1));
  }
}
