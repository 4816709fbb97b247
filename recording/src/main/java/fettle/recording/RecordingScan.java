package fettle.recording;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The first reading of a recording. A column without a single number is text: it is left out and
 * named, not counted cell by cell.
 */
final class RecordingScan {
  /** A longer step can only be a clock that was not set: its replay would never end. */
  private static final long LONGEST_STEP = Duration.ofDays(366).toMillis();

  /** A pause is worth a remark from here on, when it is many times longer than the usual step. */
  private static final long LONG_PAUSE = Duration.ofHours(1).toMillis();

  private static final int MANY_TIMES = 100;

  /** What programs write for a number beyond all others: such a column was meant as a signal. */
  private static final Pattern INFINITE =
      Pattern.compile("[+-]?inf(inity)?", Pattern.CASE_INSENSITIVE);

  private final CsvLayout layout;
  private final ReadOptions options;
  private final RowParser parser;
  private final Problems unusable = new Problems("rows are skipped");
  private final Problems order = new Problems("remarks on the order of times");
  private final Problems empty = new Problems("columns have no value");
  private final Map<String, Problems> badCells = new HashMap<>();
  private final Set<String> infinite = new HashSet<>();
  private final long[] numbers;
  private long rows;
  private long readings;
  private long stepsBack;
  private long longestStep;
  private long longestStepLine;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private long previous;

  RecordingScan(CsvLayout layout, ReadOptions options) {
    this.layout = layout;
    this.options = options;
    this.numbers = new long[layout.signals().size()];
    this.parser = new RowParser(layout, lookingAtAllCells(options));
  }

  /** Columns of text are found by looking at all cells, whatever becomes of bad ones. */
  private static ReadOptions lookingAtAllCells(ReadOptions options) {
    return new ReadOptions(
        options.zone(),
        options.timeColumn(),
        options.timePattern(),
        options.interval(),
        options.labels(),
        options.signals(),
        options.exclude(),
        ReadOptions.OnBadCell.NULL);
  }

  RecordingFile run(CsvRecord firstRow, CsvFile.Rows rest) throws RecordingException {
    see(firstRow);
    while (rest.hasNext()) {
      see(rest.next());
    }
    checkReadings();
    CsvLayout numeric = layout.withSignals(numericColumns());
    checkOrder();
    Problems cells = new Problems("cells are no numbers");
    numeric.signalNames().stream()
        .filter(badCells::containsKey)
        .forEach(name -> cells.addAll(badCells.get(name)));
    return new RecordingFile(
        RecordingName.machineOf(layout.file().path()),
        numeric,
        options,
        rows,
        first,
        last,
        unusable,
        cells,
        order,
        empty);
  }

  private void see(CsvRecord record) {
    rows++;
    switch (parser.parse(record)) {
      case Row.Unusable row -> unusable.add(at(row.line()), row.reason());
      case Row.Reading row -> see(row);
    }
  }

  private void see(Row.Reading row) {
    for (int signal = 0; signal < numbers.length; signal++) {
      numbers[signal] += Double.isNaN(row.values()[signal]) ? 0 : 1;
    }
    for (Row.BadCell cell : row.badCells()) {
      badCells
          .computeIfAbsent(cell.column(), name -> new Problems("cells are no numbers"))
          .add(at(row.line()), cell + " is no number");
      if (INFINITE.matcher(cell.text()).matches()) {
        infinite.add(cell.column());
      }
    }
    if (readings > 0) {
      step(row.line(), row.time() - previous);
    }
    readings++;
    previous = row.time();
    first = Math.min(first, row.time());
    last = Math.max(last, row.time());
  }

  private void step(long line, long step) {
    if (step < 0) {
      stepsBack++;
      order.add(at(line), "the time goes back by " + -step + " ms");
    } else if (step > longestStep) {
      longestStep = step;
      longestStepLine = line;
    }
  }

  private void checkReadings() throws RecordingException {
    if (readings == 0) {
      throw new RecordingException(
          layout.file().path()
              + ": none of its "
              + rows
              + " rows can be used; "
              + String.join("; ", unusable.lines()));
    }
  }

  private void checkOrder() throws RecordingException {
    if (readings > 2 && 2 * stepsBack > readings) {
      throw new RecordingException(
          layout.file().path() + ": the newest reading comes first; sort the rows by time");
    }
    if (longestStep > LONGEST_STEP) {
      throw new RecordingException(
          "%s: the time jumps ahead by %d days; leave out the rows before it, or those after"
              .formatted(at(longestStepLine), Duration.ofMillis(longestStep).toDays()));
    }
    if (readings > 2) {
      long usual = (last - first - longestStep) / (readings - 2);
      if (longestStep > LONG_PAUSE && longestStep > MANY_TIMES * usual) {
        order.add(
            at(longestStepLine),
            "nothing was recorded for " + Duration.ofMillis(longestStep).toMinutes() + " minutes");
      }
    }
  }

  private List<Integer> numericColumns() throws RecordingException {
    List<Integer> columns = new ArrayList<>();
    for (int signal = 0; signal < numbers.length; signal++) {
      if (numbers[signal] > 0) {
        columns.add(layout.signals().get(signal));
        continue;
      }
      String name = layout.signalNames().get(signal);
      if (!options.signals().isEmpty()) {
        throw new RecordingException(
            layout.file().path() + ": column '" + name + "' has no numbers");
      }
      if (!badCells.containsKey(name)) {
        empty.add(at(1), "column '" + name + "' has no value in any row and is left out");
      } else if (infinite.contains(name)) {
        empty.add(at(1), "column '" + name + "' holds no finite number and is left out");
      }
    }
    return columns;
  }

  private String at(long line) {
    return layout.file().path() + ":" + line;
  }
}
