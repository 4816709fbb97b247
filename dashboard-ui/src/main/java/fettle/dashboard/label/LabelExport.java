package fettle.dashboard.label;

import de.siegmar.fastcsv.writer.CsvWriter;
import fettle.telemetry.label.Decision;
import fettle.telemetry.label.DecisionCodec.Entry;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
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
        time(label.from()),
        time(label.to()),
        words(label.label()),
        words(label.by()),
        time(label.at()),
        words(label.component()),
        words(label.comment()),
        label.alarm(),
        label.model());
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  /** A spreadsheet takes what begins like a formula for one, and would run it. */
  private static String words(String text) {
    boolean isLikeAFormula = !text.isEmpty() && "=+-@\t".indexOf(text.charAt(0)) >= 0;
    return isLikeAFormula ? "'" + text : text;
  }
}
