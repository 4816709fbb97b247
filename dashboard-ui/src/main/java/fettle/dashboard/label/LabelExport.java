package fettle.dashboard.label;

import de.siegmar.fastcsv.writer.CsvWriter;
import fettle.dashboard.csv.Cells;
import fettle.telemetry.label.Decision;
import fettle.telemetry.label.DecisionCodec.Entry;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Labels as CSV that an import, {@code ./fettle dataset --labels} and spreadsheets read. */
final class LabelExport {
  private static final List<String> COLUMNS =
      List.of(
          "device",
          "machine",
          "from",
          "to",
          "label",
          "by",
          "at",
          "component",
          "comment",
          "alarm",
          "model");

  private LabelExport() {}

  static String csv(List<Entry> labels) {
    StringWriter out = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(out)) {
      csv.writeRecord(COLUMNS);
      labels.forEach(entry -> csv.writeRecord(row(entry.decision())));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toString();
  }

  private static List<String> row(Decision label) {
    return List.of(
        label.machine().device(),
        label.machine().machine(),
        Cells.time(label.from()),
        Cells.time(label.to()),
        Cells.words(label.label()),
        Cells.words(label.by()),
        Cells.time(label.at()),
        Cells.words(label.component()),
        Cells.words(label.comment()),
        label.alarm(),
        label.model());
  }
}
