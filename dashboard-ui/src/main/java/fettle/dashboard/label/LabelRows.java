package fettle.dashboard.label;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import fettle.dashboard.problem.BadRows;
import fettle.telemetry.label.Decision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The labels of an import: CSV with a header, or JSON, a list of objects (or an object with such a
 * list as {@code labels}). Fields are {@code device, machine, from, to, label} and, where known,
 * {@code by, at, component, comment, model}; others are passed over. {@code ./fettle dataset
 * --labels} reads the same.
 */
final class LabelRows {
  /** Rows of one import at most. */
  static final int MOST = 5_000;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> REQUIRED = List.of("device", "machine", "from", "to", "label");

  private final Sayer by;
  private final long now;
  private final List<Read> rows = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * A row that can be taken.
   *
   * @param saysWhen whether the row says itself when it was decided
   */
  record Read(Decision decision, boolean saysWhen) {}

  /**
   * Who says what the rows say.
   *
   * @param overrules whether the name counts also for rows that name somebody
   */
  record Sayer(String name, boolean overrules) {}

  private LabelRows(Sayer by, long now) {
    this.by = by;
    this.now = now;
  }

  /**
   * Reads CSV.
   *
   * @param by who says it
   * @param now epoch milliseconds
   * @throws BadRows naming the lines that break a rule
   */
  static List<Read> csv(String text, Sayer by, long now) {
    LabelRows rows = new LabelRows(by, now);
    try (CsvReader<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(text)) {
      for (NamedCsvRecord row : records) {
        if (rows.rows.isEmpty() && rows.problems.isEmpty()) {
          requireColumns(row.getHeader());
        }
        rows.take("line " + row.getStartingLineNumber(), field -> row.findField(field).orElse(""));
      }
    } catch (CsvParseException e) {
      throw new BadRows(List.of("the body is no CSV (" + e.getMessage() + ")"));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
    return rows.all();
  }

  private static void requireColumns(List<String> header) {
    List<String> missing =
        REQUIRED.stream().filter(name -> !Set.copyOf(header).contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new BadRows(List.of("line 1: the header has no " + String.join(", no ", missing)));
    }
  }

  /**
   * Reads JSON.
   *
   * @throws BadRows naming the places in the list that break a rule
   */
  static List<Read> json(String text, Sayer by, long now) {
    LabelRows rows = new LabelRows(by, now);
    try {
      JsonNode tree = JSON.readTree(text);
      JsonNode list = tree.isObject() ? tree.path("labels") : tree;
      if (!list.isArray()) {
        throw new BadRows(
            List.of("the body is no list of labels, nor an object with one as 'labels'"));
      }
      for (JsonNode one : list) {
        String place = "[" + (rows.rows.size() + rows.problems.size()) + "]";
        rows.take(place, field -> one.path(field).asText(""));
      }
    } catch (JsonProcessingException e) {
      throw new BadRows(List.of("the body is no JSON: " + e.getOriginalMessage()));
    }
    return rows.all();
  }

  private void take(String place, UnaryOperator<String> fields) {
    LabelRow row =
        new LabelRow(
            field -> by.overrules() && field.equals("by") ? by.name() : fields.apply(field));
    try {
      rows.add(new Read(row.decision(by.name(), now), row.saysWhen()));
    } catch (LabelRow.Broken e) {
      problems.add(place + ": " + e.getMessage());
    }
  }

  private List<Read> all() {
    if (!problems.isEmpty()) {
      throw new BadRows(problems);
    }
    if (rows.isEmpty() || rows.size() > MOST) {
      throw new BadRows(
          List.of("there are %d labels; send from 1 to %d at once".formatted(rows.size(), MOST)));
    }
    return rows;
  }
}
