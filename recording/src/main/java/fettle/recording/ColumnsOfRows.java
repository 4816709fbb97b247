package fettle.recording;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.Arrays;
import java.util.Locale;

/** Grows the columns of one recording row by row. */
final class ColumnsOfRows {
  private static final int FIRST_CAPACITY = 1024;

  private final RecordingFile file;
  private final int label;
  private long[] times = new long[FIRST_CAPACITY];
  private boolean[] anomalous = new boolean[FIRST_CAPACITY];
  private final double[][] values;
  private int rows;

  ColumnsOfRows(RecordingFile file) {
    this.file = file;
    this.label = label(file);
    this.values = new double[file.layout().signals().size()][FIRST_CAPACITY];
  }

  private static int label(RecordingFile file) {
    for (String wanted : file.options().labels()) {
      for (int column : file.layout().labels()) {
        if (file.layout().header().get(column).equalsIgnoreCase(wanted)) {
          return column;
        }
      }
    }
    return -1;
  }

  /**
   * @throws RecordingException when the ground truth of a row that is used cannot be read: a model
   *     must not be judged by half of it
   */
  void add(CsvRecord record, RowParser parser) throws RecordingException {
    switch (parser.parse(record)) {
      case Row.Unusable skipped -> {
        // counted by the scan, with its reason
      }
      case Row.Reading row -> {
        grow();
        times[rows] = row.time();
        for (int signal = 0; signal < values.length; signal++) {
          values[signal][rows] = row.values()[signal];
        }
        anomalous[rows] = label >= 0 && truth(record);
        rows++;
      }
    }
  }

  private boolean truth(CsvRecord record) throws RecordingException {
    String text = record.getField(label).strip().toLowerCase(Locale.ROOT);
    return switch (text) {
      case "", "false", "0", "0.0" -> false;
      case "true", "1", "1.0" -> true;
      default ->
          throw new RecordingException(
              "%s: '%s' in column '%s' is no label; 0 or 1 is"
                  .formatted(
                      file.layout().file().at(record), text, file.layout().header().get(label)));
    };
  }

  Recording toRecording() {
    double[][] columns = new double[values.length][];
    for (int signal = 0; signal < columns.length; signal++) {
      columns[signal] = Arrays.copyOf(values[signal], rows);
    }
    return new Recording(
        file.layout().file().path(),
        file.layout().signalNames(),
        Arrays.copyOf(times, rows),
        columns,
        label < 0 ? null : Arrays.copyOf(anomalous, rows),
        file.remarks());
  }

  private void grow() {
    if (rows == times.length) {
      times = Arrays.copyOf(times, rows * 2);
      anomalous = Arrays.copyOf(anomalous, rows * 2);
      for (int signal = 0; signal < values.length; signal++) {
        values[signal] = Arrays.copyOf(values[signal], rows * 2);
      }
    }
  }
}
