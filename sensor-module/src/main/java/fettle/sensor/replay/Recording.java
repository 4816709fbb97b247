package fettle.sensor.replay;

import de.siegmar.fastcsv.reader.CsvRecord;
import fettle.sensor.source.BadInputException;
import fettle.telemetry.RecordingName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A recording after its first reading: what is in it and what is wrong with it.
 *
 * @param rows data rows, the unusable ones included
 * @param first earliest time, epoch milliseconds
 * @param last latest time
 * @param unusable rows that give no reading
 * @param badCells cells that are no number, in rows that are used nevertheless
 * @param backwards rows whose time is before the row above; they are sent with their time
 */
record Recording(
    String machine,
    CsvLayout layout,
    ReplayOptions options,
    long rows,
    long first,
    long last,
    Problems unusable,
    Problems badCells,
    Problems backwards) {

  /**
   * Reads the whole file once.
   *
   * @throws BadInputException naming file, line and what is wrong, if nothing of it can be sent
   */
  static Recording scan(Path path, ReplayOptions options) throws BadInputException {
    CsvFile file = CsvFile.open(path);
    try (CsvFile.Rows rows = file.rows()) {
      CsvRecord header = rows.next();
      if (!rows.hasNext()) {
        throw new BadInputException(path + ": a header and no rows");
      }
      CsvRecord first = rows.next();
      CsvLayout layout = CsvLayout.of(file, header, first, options);
      return new RecordingScan(layout, options).run(first, rows);
    } catch (IOException damaged) {
      throw new BadInputException(path + ": cannot be read: " + damaged.getMessage(), damaged);
    }
  }

  static String machineOf(Path path) {
    return RecordingName.machineOf(path);
  }

  RowParser parser() {
    return new RowParser(layout, options.onBadCell());
  }

  /** What people should know before the file is sent. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    remarks.addAll(unusable.lines());
    remarks.addAll(badCells.lines());
    remarks.addAll(backwards.lines());
    return remarks;
  }
}
