package fettle.ops.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.ops.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Labelled windows as {@code combined_windows.json} of the Numenta Anomaly Benchmark lists them: an
 * object whose fields are paths of CSV files and whose values are lists of {@code [begin, end]},
 * both within the window, in UTC as the files' times are.
 */
final class NabWindows {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter();

  private NabWindows() {}

  /**
   * A window, both ends within.
   *
   * @param begin epoch milliseconds
   * @param end epoch milliseconds
   */
  record Span(long begin, long end) {}

  /**
   * The windows of one series, in the order of time.
   *
   * @throws Failure when the file is none of windows, or lists none for the series
   */
  static List<Span> of(Path file, Path series) {
    JsonNode root;
    try {
      root = JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new Failure(
          "%s cannot be read as JSON (%s); --windows names a file like NAB's combined_windows.json"
              .formatted(file, String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
    String name = series.getFileName().toString();
    List<Map.Entry<String, JsonNode>> entries =
        root.properties().stream()
            .filter(field -> field.getKey().equals(name) || field.getKey().endsWith("/" + name))
            .toList();
    if (entries.size() != 1) {
      throw new Failure(
          "%s lists %s windows for %s; it must have one field whose name ends in that file's name"
              .formatted(file, entries.isEmpty() ? "no" : "more than one set of", name));
    }
    List<Span> spans = new ArrayList<>();
    for (JsonNode pair : entries.get(0).getValue()) {
      spans.add(span(pair, file, name));
    }
    spans.sort(Comparator.comparingLong(Span::begin));
    if (spans.isEmpty()) {
      throw new Failure(file + " lists an empty set of windows for " + name);
    }
    return spans;
  }

  private static Span span(JsonNode pair, Path file, String name) {
    if (pair.size() == 2) {
      try {
        Span span = new Span(time(pair.get(0)), time(pair.get(1)));
        if (span.begin() <= span.end()) {
          return span;
        }
      } catch (DateTimeException e) {
        throw new Failure(unusable(pair, file, name), e);
      }
    }
    throw new Failure(unusable(pair, file, name));
  }

  private static String unusable(JsonNode pair, Path file, String name) {
    return "%s: %s of %s is no window; [\"2014-01-31 07:15:00\", \"2014-01-31 19:15:00\"] is"
        .formatted(file, pair, name);
  }

  private static long time(JsonNode text) {
    return LocalDateTime.parse(text.asText(), TIME).toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}
