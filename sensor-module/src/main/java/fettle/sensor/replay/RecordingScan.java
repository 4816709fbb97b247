package fettle.sensor.replay;

import de.siegmar.fastcsv.reader.CsvRecord;
import fettle.sensor.source.BadInputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The first reading of a recording. A column without a single number is text: it is left out, not
 * counted cell by cell.
 */
final class RecordingScan {
  private final CsvLayout layout;
  private final ReplayOptions options;
  private final RowParser parser;
  private final Problems unusable = new Problems("rows are skipped");
  private final Problems backwards = new Problems("times go backwards");
  private final Map<String, Problems> badCells = new HashMap<>();
  private final long[] numbers;
  private long rows;
  private long readings;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private long previous = Long.MIN_VALUE;

  RecordingScan(CsvLayout layout, ReplayOptions options) {
    this.layout = layout;
    this.options = options;
    // columns of text are found by looking at all cells, whatever becomes of bad ones
    this.parser = new RowParser(layout, ReplayOptions.OnBadCell.NULL);
    this.numbers = new long[layout.signals().size()];
  }

  Recording run(CsvRecord firstRow, CsvFile.Rows rest) throws BadInputException, IOException {
    see(firstRow);
    while (rest.hasNext()) {
      see(rest.next());
    }
    if (readings == 0) {
      throw new BadInputException(
          layout.file().path()
              + ": none of its "
              + rows
              + " rows can be used; "
              + String.join("; ", unusable.lines()));
    }
    CsvLayout numeric = layout.withSignals(numericColumns());
    Problems cells = new Problems("cells are no numbers");
    numeric.signalNames().stream()
        .filter(badCells::containsKey)
        .forEach(name -> cells.addAll(badCells.get(name)));
    return new Recording(
        Recording.machineOf(layout.file().path()),
        numeric,
        options,
        rows,
        first,
        last,
        unusable,
        cells,
        backwards);
  }

  private void see(CsvRecord record) {
    rows++;
    switch (parser.parse(record)) {
      case Row.Unusable row -> unusable.add(row.place(), row.reason());
      case Row.Reading row -> see(row);
    }
  }

  private void see(Row.Reading row) {
    readings++;
    for (int signal = 0; signal < numbers.length; signal++) {
      numbers[signal] += Double.isNaN(row.values()[signal]) ? 0 : 1;
    }
    for (String column : row.badColumns()) {
      badCells
          .computeIfAbsent(column, name -> new Problems("cells are no numbers"))
          .add(row.place(), "column '" + column + "'");
    }
    if (row.time() < previous) {
      backwards.add(row.place(), "the time goes back by " + (previous - row.time()) + " ms");
    }
    previous = row.time();
    first = Math.min(first, row.time());
    last = Math.max(last, row.time());
  }

  private List<Integer> numericColumns() throws BadInputException {
    List<Integer> columns = new ArrayList<>();
    for (int signal = 0; signal < numbers.length; signal++) {
      if (numbers[signal] > 0) {
        columns.add(layout.signals().get(signal));
      } else if (!options.signals().isEmpty()) {
        throw new BadInputException(
            layout.file().path()
                + ": column '"
                + layout.signalNames().get(signal)
                + "' has no numbers");
      }
    }
    return columns;
  }
}
