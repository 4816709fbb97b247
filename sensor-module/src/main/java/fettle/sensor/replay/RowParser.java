package fettle.sensor.replay;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Cells to numbers. Where cells are not separated by commas, a comma may be the decimal point. */
final class RowParser {
  private final CsvLayout layout;
  private final ReplayOptions.OnBadCell onBadCell;

  RowParser(CsvLayout layout, ReplayOptions.OnBadCell onBadCell) {
    this.layout = layout;
    this.onBadCell = onBadCell;
  }

  Row parse(CsvRecord row) {
    String place = layout.file().at(row);
    if (row.getFieldCount() != layout.header().size()) {
      return new Row.Unusable(
          place, row.getFieldCount() + " cells, the header has " + layout.header().size());
    }
    String timeText = row.getField(layout.time()).strip();
    OptionalLong time = layout.timeFormat().parse(timeText);
    if (time.isEmpty()) {
      return new Row.Unusable(
          place,
          "'"
              + timeText
              + "' in column '"
              + layout.header().get(layout.time())
              + "' is not a time");
    }
    double[] values = new double[layout.signals().size()];
    List<String> bad = null;
    boolean any = false;
    for (int signal = 0; signal < values.length; signal++) {
      int column = layout.signals().get(signal);
      String cell = row.getField(column).strip();
      values[signal] = number(cell);
      any |= !Double.isNaN(values[signal]);
      if (Double.isNaN(values[signal]) && !isMissing(cell)) {
        if (onBadCell == ReplayOptions.OnBadCell.SKIP_ROW) {
          return new Row.Unusable(
              place, "'" + cell + "' in column '" + layout.header().get(column) + "' is no number");
        }
        bad = bad == null ? new ArrayList<>() : bad;
        bad.add(layout.header().get(column));
      }
    }
    if (!any) {
      return new Row.Unusable(place, "no column has a number");
    }
    return new Row.Reading(place, time.getAsLong(), values, bad == null ? List.of() : bad);
  }

  private double number(String cell) {
    if (cell.isEmpty()) {
      return Double.NaN;
    }
    boolean decimalComma =
        layout.file().separator() != ',' && cell.indexOf(',') >= 0 && cell.indexOf('.') < 0;
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
