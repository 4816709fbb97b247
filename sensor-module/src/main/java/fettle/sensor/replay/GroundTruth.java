package fettle.sensor.replay;

import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import fettle.recording.CsvFile;
import fettle.recording.CsvLayout;
import fettle.recording.RecordingException;
import fettle.recording.RecordingFile;
import fettle.recording.Row;
import fettle.recording.RowParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What a recording says about itself (columns such as {@code anomaly}), written beside with the
 * times its readings are sent under, so that scores can be judged. It never leaves the machine.
 */
final class GroundTruth {
  private static final String TIME = "t";

  private GroundTruth() {}

  /**
   * Writes {@code <folder>/<machine>.csv}: epoch milliseconds, then the label columns as they stand
   * in the file. Nothing if the file has none.
   *
   * @param shift ms that are added to the recording's times
   */
  static void write(RecordingFile recording, Path groundTruth, long shift)
      throws IOException, RecordingException {
    CsvLayout layout = recording.layout();
    if (layout.labels().isEmpty()) {
      return;
    }
    Path folder = Files.createDirectories(groundTruth);
    Path file = folder.resolve(recording.machine() + ".csv");
    Path next = folder.resolve(recording.machine() + ".csv.next");
    RowParser parser = recording.parser();
    try (CsvFile.Rows rows = layout.file().rows();
        CsvWriter csv = CsvWriter.builder().build(next)) {
      List<String> header = new ArrayList<>(List.of(TIME));
      header.addAll(layout.labelNames());
      csv.writeRecord(header);
      rows.next();
      while (rows.hasNext()) {
        CsvRecord row = rows.next();
        if (parser.parse(row) instanceof Row.Reading reading) {
          csv.writeRecord(labels(layout, row, reading.time() + shift));
        }
      }
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static List<String> labels(CsvLayout layout, CsvRecord row, long time) {
    List<String> cells = new ArrayList<>();
    cells.add(Long.toString(time));
    layout.labels().forEach(column -> cells.add(row.getField(column).strip()));
    return cells;
  }
}
