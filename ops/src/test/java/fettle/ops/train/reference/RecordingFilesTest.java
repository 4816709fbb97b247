package fettle.ops.train.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import fettle.recording.ReadOptions;
import fettle.recording.ReadResult.Read;
import fettle.recording.ReadResult.Unreadable;
import fettle.recording.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingFilesTest {
  @TempDir Path folder;

  private final RecordingFiles files = new RecordingFiles(ReadOptions.DEFAULT);

  @Test
  void parquetIsReadAsTheSameRowsInCsv() throws Exception {
    Path parquet =
        parquet(
            "SELECT TIMESTAMP '2020-03-09 10:14:33' + i * INTERVAL 1 SECOND AS time,"
                + " 1.5 * i AS flow, CASE WHEN i = 3 THEN NULL ELSE i END AS pump,"
                + " i > 5 AS anomaly FROM range(9) t(i)");

    Recording recording = ((Read) files.read(parquet)).recording();

    assertThat(recording.file()).isEqualTo(parquet);
    assertThat(recording.signals()).containsExactly("flow", "pump");
    assertThat(recording.rows()).isEqualTo(9);
    assertThat(recording.times()[1] - recording.times()[0]).isEqualTo(1000);
    assertThat(recording.values()[0][4]).isEqualTo(6);
    assertThat(recording.values()[1][3]).isNaN();
    assertThat(recording.anomalous())
        .containsExactly(false, false, false, false, false, false, true, true, true);
  }

  @Test
  void problemsNameTheParquetFile() throws Exception {
    Path parquet = parquet("SELECT 'high' AS flow FROM range(3)");
    Path none = Files.writeString(folder.resolve("none.parquet"), "no Parquet at all");

    assertThat(((Unreadable) files.read(parquet)).problem())
        .contains(parquet.toString())
        .doesNotContain(".csv");
    assertThat(((Unreadable) files.read(none)).problem())
        .contains(none + " cannot be read as Parquet: ");
    assertThat(((Unreadable) files.read(folder.resolve("gone.parquet"))).problem())
        .isEqualTo(folder.resolve("gone.parquet") + " cannot be read");
  }

  @Test
  void theOriginalsTrainingSetIsRead() throws IOException {
    Path file =
        Path.of(
            System.getProperty("fettle.shared"),
            "data/temperature-humidity/temperature_data.parquet");
    assumeThat(Files.exists(file)).as("%s is not here", file).isTrue();
    ReadOptions options =
        ReadOptions.DEFAULT
            .without(Set.of("machine_temperature", "machine_pressure"))
            .withInterval(1000);

    Recording recording = ((Read) new RecordingFiles(options).read(file)).recording();

    assertThat(recording.signals()).containsExactly("ambient_temperature", "ambient_humidity");
    assertThat(recording.rows()).isEqualTo(618);
  }

  private Path parquet(String query) throws SQLException {
    Path file = folder.resolve("it's one.parquet");
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = database.createStatement()) {
      statement.execute(
          "COPY (%s) TO '%s' (FORMAT parquet)"
              .formatted(query, file.toString().replace("'", "''")));
    }
    return file;
  }
}
