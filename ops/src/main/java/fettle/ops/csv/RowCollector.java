package fettle.ops.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;

/** Grows the columns of one recording row by row. */
final class RowCollector {

  private final Path file;
  private final Header header;
  private final CsvOptions options;
  private TimeFormat format;
  private long[] times = new long[1024];
  private boolean[] anomalous = new boolean[1024];
  private double[][] values;
  private int rows;

  RowCollector(Path file, Header header, CsvOptions options) {
    this.file = file;
    this.header = header;
    this.options = options;
    this.values = new double[header.signals().length][1024];
  }

  int size() {
    return rows;
  }

  /** Takes one row; returns a sentence on what is wrong with it, or null. */
  String add(CsvRecord row) {
    if (row.getFieldCount() != header.names().size()) {
      return "%s line %d has %d cells where the header has %d columns"
          .formatted(file, row.getStartingLineNumber(), row.getFieldCount(), header.names().size());
    }
    grow();
    String problem = addTime(row);
    for (int s = 0; problem == null && s < values.length; s++) {
      problem = addValue(row, s);
    }
    if (problem == null && header.label() >= 0) {
      problem = addLabel(row);
    }
    if (problem == null) {
      rows++;
    }
    return problem;
  }

  Recording toRecording() {
    double[][] columns = new double[values.length][];
    for (int s = 0; s < columns.length; s++) {
      columns[s] = Arrays.copyOf(values[s], rows);
    }
    return new Recording(
        file,
        header.signalNames(),
        Arrays.copyOf(times, rows),
        columns,
        header.label() < 0 ? null : Arrays.copyOf(anomalous, rows));
  }

  private String addTime(CsvRecord row) {
    if (header.time() < 0) {
      times[rows] = rows * options.intervalMs();
      return null;
    }
    String text = row.getField(header.time()).strip();
    if (format == null) {
      format = TimeFormat.of(text, options.zone()).orElse(null);
    }
    OptionalLong time = format == null ? OptionalLong.empty() : format.parse(text);
    if (time.isEmpty()) {
      return problem(
          row,
          header.time(),
          text,
          format == null ? "no known form of time" : "no time like the first row's");
    }
    times[rows] = time.getAsLong();
    return null;
  }

  private String addValue(CsvRecord row, int signal) {
    int column = header.signals()[signal];
    String text = row.getField(column).strip();
    double value = missing(text) ? Double.NaN : number(text);
    if ((Double.isNaN(value) && !missing(text)) || Double.isInfinite(value)) {
      return problem(
          row, column, text, "not a number; correct it or leave the column out with --exclude");
    }
    values[signal][rows] = value;
    return null;
  }

  private String addLabel(CsvRecord row) {
    String text = row.getField(header.label()).strip();
    double label =
        switch (text.toLowerCase(Locale.ROOT)) {
          case "true" -> 1;
          case "false", "" -> 0;
          default -> number(text);
        };
    if (Double.isNaN(label)) {
      return problem(row, header.label(), text, "not a label (0 or 1)");
    }
    anomalous[rows] = label != 0;
    return null;
  }

  private String problem(CsvRecord row, int column, String text, String what) {
    return "%s line %d, column '%s': '%s' is %s"
        .formatted(file, row.getStartingLineNumber(), header.names().get(column), text, what);
  }

  private void grow() {
    if (rows == times.length) {
      times = Arrays.copyOf(times, rows * 2);
      anomalous = Arrays.copyOf(anomalous, rows * 2);
      for (int s = 0; s < values.length; s++) {
        values[s] = Arrays.copyOf(values[s], rows * 2);
      }
    }
  }

  private static boolean missing(String text) {
    return text.isEmpty()
        || text.equalsIgnoreCase("nan")
        || text.equalsIgnoreCase("na")
        || text.equalsIgnoreCase("null");
  }

  private static double number(String text) {
    if (text.isEmpty() || Character.isLetter(text.charAt(text.length() - 1))) {
      return Double.NaN; // Java would take "12f" for a number
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
  }
}
