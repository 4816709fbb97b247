package fettle.recording;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Cells to numbers. Where cells are not separated by commas, a comma may be the decimal point. Rows
 * of a file without times count them themselves, so a parser goes through a file once.
 */
public final class RowParser {
  private final CsvLayout layout;
  private final ReadOptions options;
  private long rows;

  RowParser(CsvLayout layout, ReadOptions options) {
    this.layout = layout;
    this.options = options;
  }

  /** The next row of the file; its problems, if it has any, in words. */
  public Row parse(CsvRecord row) {
    long number = rows++;
    if (row.getFieldCount() != layout.header().size()) {
      return unusable(
          row, row.getFieldCount() + " cells, the header has " + layout.header().size());
    }
    if (layout.time().index() < 0) {
      return values(row, number * options.interval());
    }
    String text = row.getField(layout.time().index()).strip();
    OptionalLong time = layout.time().format().parse(text);
    return time.isPresent()
        ? values(row, time.getAsLong())
        : unusable(row, badCell(text, layout.time().index()) + " is not a time");
  }

  private Row values(CsvRecord row, long time) {
    double[] values = new double[layout.signals().size()];
    List<Row.BadCell> bad = null;
    boolean any = false;
    for (int signal = 0; signal < values.length; signal++) {
      int column = layout.signals().get(signal);
      String cell = row.getField(column).strip();
      values[signal] = number(cell);
      any |= !Double.isNaN(values[signal]);
      if (Double.isNaN(values[signal]) && !isMissing(cell)) {
        if (options.onBadCell() == ReadOptions.OnBadCell.SKIP_ROW) {
          return unusable(row, badCell(cell, column) + " is no number");
        }
        bad = bad == null ? new ArrayList<>() : bad;
        bad.add(badCell(cell, column));
      }
    }
    if (!any) {
      return unusable(
          row, bad == null ? "no column has a number" : bad.getFirst() + " is no number");
    }
    return new Row.Reading(
        row.getStartingLineNumber(), time, values, bad == null ? List.of() : bad);
  }

  private Row.Unusable unusable(CsvRecord row, String reason) {
    return new Row.Unusable(row.getStartingLineNumber(), reason);
  }

  private Row.BadCell badCell(String text, int column) {
    return new Row.BadCell(layout.header().get(column), text);
  }

  private double number(String cell) {
    if (cell.isEmpty()) {
      return Double.NaN;
    }
    boolean decimalComma =
        layout.file().separator() != ',' && cell.indexOf(',') >= 0 && cell.indexOf('.') < 0;
    if (Character.isLetter(cell.charAt(cell.length() - 1))) {
      return Double.NaN; // Java would take "12f" for a number
    }
    try {
      double value = Double.parseDouble(decimalComma ? cell.replace(',', '.') : cell);
      return Double.isInfinite(value) ? Double.NaN : value;
    } catch (NumberFormatException text) {
      return Double.NaN;
    }
  }

  private static boolean isMissing(String cell) {
    return cell.isEmpty()
        || cell.equalsIgnoreCase("nan")
        || cell.equalsIgnoreCase("na")
        || cell.equalsIgnoreCase("null");
  }
}
