package fettle.recording;

import de.siegmar.fastcsv.reader.CsvRecord;
import fettle.telemetry.Limits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which column is what.
 *
 * @param header all names, as in the file
 * @param time where the times are
 * @param signals indices of the columns that are signals, in the file's order
 * @param labels indices of the ground truth
 */
public record CsvLayout(
    CsvFile file,
    List<String> header,
    TimeColumn time,
    List<Integer> signals,
    List<Integer> labels) {

  /**
   * @param first the first row of data
   * @throws RecordingException naming file, line and column
   */
  static CsvLayout of(CsvFile file, CsvRecord headerRow, CsvRecord first, ReadOptions options)
      throws RecordingException {
    List<String> header = headerRow.getFields().stream().map(String::strip).toList();
    checkNames(file, headerRow, header);
    TimeColumn time = TimeColumn.find(file, headerRow, header, first, options);
    List<Integer> labels = new ArrayList<>();
    List<Integer> signals = new ArrayList<>();
    for (int column = 0; column < header.size(); column++) {
      String name = header.get(column);
      if (options.isLabel(name)) {
        labels.add(column);
      } else if (column != time.index()
          && !name.isEmpty()
          && options.signals().isEmpty()
          && !options.exclude().contains(name)) {
        signals.add(column);
      }
    }
    for (String wanted : options.signals()) {
      signals.add(column(file, headerRow, header, wanted));
    }
    if (signals.isEmpty()) {
      throw new RecordingException(
          file.at(headerRow) + ": no column is left as a signal; the columns are " + header);
    }
    return new CsvLayout(file, header, time, signals, labels);
  }

  private static void checkNames(CsvFile file, CsvRecord headerRow, List<String> header)
      throws RecordingException {
    Set<String> seen = new HashSet<>();
    for (String name : header) {
      if (isNumber(name)) {
        throw new RecordingException(
            file.at(headerRow)
                + ": '"
                + name
                + "' is a number; the first row must name the columns");
      }
      if (!name.isEmpty() && !seen.add(name)) {
        throw new RecordingException(
            file.at(headerRow)
                + ": two columns are named '"
                + name
                + "'; give each a name of its own");
      }
    }
  }

  static int column(CsvFile file, CsvRecord headerRow, List<String> header, String name)
      throws RecordingException {
    int column = header.indexOf(name);
    if (column < 0) {
      throw new RecordingException(
          file.at(headerRow) + ": no column '" + name + "'; the columns are " + header);
    }
    return column;
  }

  private static boolean isNumber(String text) {
    try {
      Double.parseDouble(text);
      return true;
    } catch (NumberFormatException aName) {
      return false;
    }
  }

  /** Names of the signals, in the file's order. */
  public List<String> signalNames() {
    return signals.stream().map(header::get).toList();
  }

  /** Names of the ground truth's columns. */
  public List<String> labelNames() {
    return labels.stream().map(header::get).toList();
  }

  /**
   * The same with fewer signals.
   *
   * @throws RecordingException when no message could carry them
   */
  CsvLayout withSignals(List<Integer> columns) throws RecordingException {
    int most = Limits.DEFAULT.maxSignals();
    if (columns.size() > most) {
      throw new RecordingException(
          "%s:1: %d signals, a message carries at most %d; leave some out"
              .formatted(file.path(), columns.size(), most));
    }
    return new CsvLayout(file, header, time, columns, labels);
  }
}
