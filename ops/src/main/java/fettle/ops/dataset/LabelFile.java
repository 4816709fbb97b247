package fettle.ops.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import fettle.ops.Failure;
import fettle.telemetry.MachineId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * Labels in a file: CSV with a header, or JSON, a list of objects (or an object with such a list as
 * {@code labels}). Fields are {@code device, machine, from, to, label} and, where known, {@code by,
 * at, component}; others are passed over. Times are dates with a time of day, UTC unless they name
 * a zone, or epoch milliseconds.
 */
final class LabelFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EMPTY = "";

  private LabelFile() {}

  /**
   * @throws Failure when it cannot be read, naming file and line
   */
  static List<Label> read(Path file) {
    try {
      return file.toString().endsWith(".json") ? json(file) : csv(file);
    } catch (JsonProcessingException e) {
      throw new Failure(file + " is no JSON: " + e.getOriginalMessage(), e);
    } catch (IOException | CsvParseException e) {
      throw new Failure(file + " cannot be read (" + e + "); name another with --labels", e);
    }
  }

  private static List<Label> csv(Path file) throws IOException {
    List<Label> labels = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : rows) {
        labels.add(
            label(
                file + ":" + row.getStartingLineNumber(),
                field -> row.findField(field).orElse(EMPTY)));
      }
    }
    return labels;
  }

  private static List<Label> json(Path file) throws IOException {
    JsonNode tree = JSON.readTree(Files.readAllBytes(file));
    JsonNode list = tree.isObject() ? tree.path("labels") : tree;
    if (!list.isArray()) {
      throw new Failure(file + " is no list of labels, nor an object with one as 'labels'");
    }
    List<Label> labels = new ArrayList<>();
    for (JsonNode one : list) {
      labels.add(label(file + "[" + labels.size() + "]", field -> one.path(field).asText(EMPTY)));
    }
    return labels;
  }

  private static Label label(String place, UnaryOperator<String> fields) {
    return new Label(
        new MachineId(required(place, fields, "device"), required(place, fields, "machine")),
        time(place, fields, "from"),
        time(place, fields, "to"),
        required(place, fields, "label"),
        fields.apply("by").strip(),
        fields.apply("at").strip(),
        fields.apply("component").strip(),
        place);
  }

  private static String required(String place, UnaryOperator<String> fields, String name) {
    String value = fields.apply(name).strip();
    if (value.isEmpty()) {
      throw new Failure(place + ": the label has no " + name);
    }
    return value;
  }

  private static long time(String place, UnaryOperator<String> fields, String name) {
    String text = required(place, fields, name);
    OptionalLong time = Span.moment(text);
    if (time.isEmpty()) {
      throw new Failure(
          "%s: %s '%s' is no time; write it as 2026-03-01T12:00:00Z or in epoch milliseconds"
              .formatted(place, name, text));
    }
    return time.getAsLong();
  }
}
