package fettle.sensor.replay;

import de.siegmar.fastcsv.reader.CsvRecord;
import fettle.sensor.source.BadInputException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which column is what.
 *
 * @param header all names, as in the file
 * @param time index of the time's column
 * @param signals indices of the columns that are sent, in the file's order
 * @param labels indices of the ground truth
 */
record CsvLayout(
    CsvFile file,
    List<String> header,
    int time,
    TimeFormat timeFormat,
    List<Integer> signals,
    List<Integer> labels) {
  private static final Set<String> TIME_NAMES =
      Set.of("datetime", "date_time", "timestamp", "time", "date", "ts", "t", "epoch");

  /**
   * @param first the first row of data
   * @throws BadInputException naming file, line and column
   */
  static CsvLayout of(CsvFile file, CsvRecord headerRow, CsvRecord first, ReplayOptions options)
      throws BadInputException {
    List<String> header = headerRow.getFields().stream().map(String::strip).toList();
    checkNames(file, headerRow, header);
    int time = timeColumn(file, headerRow, header, first, options);
    TimeFormat format = timeFormat(file, header, time, first, options);
    List<Integer> labels = new ArrayList<>();
    List<Integer> signals = new ArrayList<>();
    for (int column = 0; column < header.size(); column++) {
      String name = header.get(column);
      if (options.labels().contains(name)) {
        labels.add(column);
      } else if (column != time && !name.isEmpty() && options.signals().isEmpty()) {
        signals.add(column);
      }
    }
    for (String wanted : options.signals()) {
      signals.add(column(file, headerRow, header, wanted));
    }
    if (signals.isEmpty()) {
      throw new BadInputException(
          file.at(headerRow) + ": no column is left to send; the columns are " + header);
    }
    return new CsvLayout(file, header, time, format, signals, labels);
  }

  private static void checkNames(CsvFile file, CsvRecord headerRow, List<String> header)
      throws BadInputException {
    Set<String> seen = new HashSet<>();
    for (String name : header) {
      if (isNumber(name)) {
        throw new BadInputException(
            file.at(headerRow)
                + ": '"
                + name
                + "' is a number; the first row must name the columns");
      }
      if (!name.isEmpty() && !seen.add(name)) {
        throw new BadInputException(file.at(headerRow) + ": two columns are named '" + name + "'");
      }
    }
  }

  private static int timeColumn(
      CsvFile file,
      CsvRecord headerRow,
      List<String> header,
      CsvRecord first,
      ReplayOptions options)
      throws BadInputException {
    if (options.timeColumn().isPresent()) {
      return column(file, headerRow, header, options.timeColumn().get());
    }
    for (int column = 0; column < header.size(); column++) {
      if (TIME_NAMES.contains(header.get(column).toLowerCase(Locale.ROOT))) {
        return column;
      }
    }
    for (int column = 0; column < Math.min(header.size(), first.getFieldCount()); column++) {
      if (TimeFormat.isDate(first.getField(column).strip(), options.zone())) {
        return column;
      }
    }
    throw new BadInputException(
        file.at(headerRow)
            + ": no column with times; name it (sensor.replay.time-column) out of "
            + header);
  }

  private static TimeFormat timeFormat(
      CsvFile file, List<String> header, int time, CsvRecord first, ReplayOptions options)
      throws BadInputException {
    if (options.timePattern().isPresent()) {
      try {
        return TimeFormat.Calendar.ofPattern(options.timePattern().get(), options.zone());
      } catch (IllegalArgumentException wrong) {
        throw new BadInputException(
            "sensor.replay.time-pattern=" + options.timePattern().get() + ": " + wrong.getMessage(),
            wrong);
      }
    }
    String text = time < first.getFieldCount() ? first.getField(time).strip() : "";
    Optional<TimeFormat> format = TimeFormat.detect(text, options.zone());
    return format.orElseThrow(
        () ->
            new BadInputException(
                file.at(first)
                    + ": '"
                    + text
                    + "' in column '"
                    + header.get(time)
                    + "' is not a time; if it is one, say how it is written"
                    + " (sensor.replay.time-pattern)"));
  }

  private static int column(CsvFile file, CsvRecord headerRow, List<String> header, String name)
      throws BadInputException {
    int column = header.indexOf(name);
    if (column < 0) {
      throw new BadInputException(
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

  List<String> signalNames() {
    return signals.stream().map(header::get).toList();
  }

  List<String> labelNames() {
    return labels.stream().map(header::get).toList();
  }

  CsvLayout withSignals(List<Integer> columns) {
    return new CsvLayout(file, header, time, timeFormat, columns, labels);
  }
}
