package fettle.recording;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A recording after its first reading: what is in it and what is wrong with it. Its rows stay in
 * the file.
 *
 * @param machine the machine's name, taken from the file's
 * @param rows data rows, the unusable ones included
 * @param first earliest time, epoch milliseconds
 * @param last latest time
 * @param unusable rows that give no reading
 * @param badCells cells that are no number, in rows that are used nevertheless
 * @param order steps back in time, and long pauses; the rows are used with their times
 * @param empty columns that are left out as no row has a value in them
 */
public record RecordingFile(
    String machine,
    CsvLayout layout,
    ReadOptions options,
    long rows,
    long first,
    long last,
    Problems unusable,
    Problems badCells,
    Problems order,
    Problems empty) {

  /**
   * Reads the whole file once.
   *
   * @throws RecordingException naming file, line and what is wrong, if nothing sensible can be made
   *     of it
   */
  public static RecordingFile scan(Path path, ReadOptions options) throws RecordingException {
    CsvFile file = CsvFile.open(path);
    try (CsvFile.Rows rows = file.rows()) {
      CsvRecord header = rows.next();
      if (!rows.hasNext()) {
        throw new RecordingException(path + ": a header and no rows");
      }
      CsvRecord first = rows.next();
      CsvLayout layout = CsvLayout.of(file, header, first, options);
      return new RecordingScan(layout, options).run(first, rows);
    } catch (IOException damaged) {
      throw new RecordingException(path + " cannot be read: " + damaged.getMessage(), damaged);
    }
  }

  /**
   * Reads several, each of a machine of its own.
   *
   * @throws RecordingException for the first of which nothing sensible can be made, or when two
   *     would be one machine
   */
  public static List<RecordingFile> scanAll(List<Path> paths, ReadOptions options)
      throws RecordingException {
    Map<String, Path> machines = new HashMap<>();
    List<RecordingFile> recordings = new ArrayList<>();
    for (Path path : paths) {
      RecordingFile recording = scan(path, options);
      Path other = machines.put(recording.machine(), path);
      if (other != null) {
        throw new RecordingException(
            "%s and %s would both be machine '%s'; rename one"
                .formatted(path, other, recording.machine()));
      }
      recordings.add(recording);
    }
    return recordings;
  }

  /** A parser for one way through the file. */
  public RowParser parser() {
    return new RowParser(layout, options);
  }

  /** What people should know before the file is used. */
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    remarks.addAll(unusable.lines());
    remarks.addAll(badCells.lines());
    remarks.addAll(order.lines());
    remarks.addAll(empty.lines());
    return remarks;
  }
}
