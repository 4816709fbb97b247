package fettle.ops.train.reference;

import fettle.lake.duckdb.Database;
import fettle.lake.duckdb.Session;
import fettle.lake.duckdb.Sql;
import fettle.ops.Failure;
import fettle.ops.lake.LakeDatabase;
import fettle.recording.ReadOptions;
import fettle.recording.ReadResult;
import fettle.recording.ReadResult.Read;
import fettle.recording.ReadResult.Unreadable;
import fettle.recording.Recording;
import fettle.recording.RecordingReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Recordings in CSV or Parquet files. A Parquet file is turned into CSV first, in its own order, so
 * that columns and cells mean the same in both.
 */
public final class RecordingFiles {
  private static final String PARQUET = ".parquet";

  private static final int MEMORY_MB = 256;

  private final RecordingReader reader;

  public RecordingFiles(ReadOptions options) {
    this.reader = new RecordingReader(options);
  }

  /** Reads the whole file; never throws for what the file holds. */
  public ReadResult read(Path file) {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(PARQUET)) {
      return reader.read(file);
    }
    if (!Files.isReadable(file)) {
      return new Unreadable(file + " cannot be read");
    }
    try {
      Path folder = Files.createTempDirectory("fettle-recording");
      Path csv = folder.resolve("recording.csv");
      try {
        convert(file, csv, folder);
        return named(reader.read(csv), csv, file);
      } finally {
        Files.deleteIfExists(csv);
        Files.deleteIfExists(folder);
      }
    } catch (Failure e) {
      return new Unreadable(
          "%s cannot be read as Parquet: %s"
              .formatted(file, String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
    } catch (IOException e) {
      return new Unreadable(file + " cannot be turned into CSV: " + e);
    }
  }

  private static void convert(Path parquet, Path csv, Path spill) {
    try (Database database = LakeDatabase.open(MEMORY_MB, spill);
        Session session = database.session()) {
      session.run(
          "COPY (SELECT * FROM read_parquet(%s)) TO %s (FORMAT csv, HEADER)"
              .formatted(Sql.text(parquet.toAbsolutePath().toString()), Sql.text(csv.toString())));
    }
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
