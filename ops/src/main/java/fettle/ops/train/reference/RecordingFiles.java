package fettle.ops.train.reference;

import fettle.recording.ReadOptions;
import fettle.recording.ReadResult;
import fettle.recording.ReadResult.Read;
import fettle.recording.ReadResult.Unreadable;
import fettle.recording.Recording;
import fettle.recording.RecordingReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * Recordings in CSV or Parquet files. A Parquet file is turned into CSV first, in its own order, so
 * that columns and cells mean the same in both.
 */
final class RecordingFiles {
  private static final String PARQUET = ".parquet";

  /** Extensions would be fetched from a network, and one file needs no second thread. */
  private static final String SETTINGS =
      "SET autoinstall_known_extensions = false; SET autoload_known_extensions = false;"
          + " SET threads = 1; SET memory_limit = '256MB'";

  private final RecordingReader reader;

  RecordingFiles(ReadOptions options) {
    this.reader = new RecordingReader(options);
  }

  /** Reads the whole file; never throws for what the file holds. */
  ReadResult read(Path file) {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(PARQUET)) {
      return reader.read(file);
    }
    if (!Files.isReadable(file)) {
      return new Unreadable(file + " cannot be read");
    }
    try {
      Path csv = Files.createTempFile("fettle-recording", ".csv");
      try {
        convert(file, csv);
        return named(reader.read(csv), csv, file);
      } finally {
        Files.deleteIfExists(csv);
      }
    } catch (SQLException e) {
      return new Unreadable(
          "%s cannot be read as Parquet: %s"
              .formatted(file, String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
    } catch (IOException e) {
      return new Unreadable(file + " cannot be turned into CSV: " + e);
    }
  }

  private static void convert(Path parquet, Path csv) throws SQLException {
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = database.createStatement()) {
      statement.execute(SETTINGS);
      statement.execute(
          "COPY (SELECT * FROM read_parquet(%s)) TO %s (FORMAT csv, HEADER)"
              .formatted(quoted(parquet), quoted(csv)));
    }
  }

  private static String quoted(Path file) {
    return "'" + file.toAbsolutePath().toString().replace("'", "''") + "'";
  }

  /** What is said of the CSV file, said of the file that it was made from. */
  private static ReadResult named(ReadResult result, Path csv, Path file) {
    return switch (result) {
      case Unreadable unreadable ->
          new Unreadable(unreadable.problem().replace(csv.toString(), file.toString()));
      case Read read -> {
        Recording recording = read.recording();
        yield new Read(
            new Recording(
                file,
                recording.signals(),
                recording.times(),
                recording.values(),
                recording.anomalous(),
                recording.remarks().stream()
                    .map(remark -> remark.replace(csv.toString(), file.toString()))
                    .toList()));
      }
    };
  }
}
