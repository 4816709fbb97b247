package fettle.recording;

import fettle.recording.ReadResult.Read;
import fettle.recording.ReadResult.Unreadable;
import java.io.IOException;
import java.nio.file.Path;

/** Reads a file as columns in memory. */
public final class RecordingReader {

  private final ReadOptions options;

  public RecordingReader(ReadOptions options) {
    this.options = options;
  }

  /** Reads the whole file; never throws for what the file holds. */
  public ReadResult read(Path file) {
    try {
      RecordingFile scanned = RecordingFile.scan(file, options);
      ColumnsOfRows columns = new ColumnsOfRows(scanned);
      RowParser parser = scanned.parser();
      try (CsvFile.Rows rows = scanned.layout().file().rows()) {
        rows.next();
        while (rows.hasNext()) {
          columns.add(rows.next(), parser);
        }
      }
      return new Read(columns.toRecording());
    } catch (RecordingException unusable) {
      return new Unreadable(unusable.getMessage());
    } catch (IOException failure) {
      return new Unreadable(file + " cannot be read: " + failure);
    }
  }
}
