package fettle.sensor.replay;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import fettle.sensor.source.BadInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A CSV file in UTF-8, with or without a byte-order mark, whose separator its header tells. */
record CsvFile(Path path, char separator) {
  private static final List<Character> SEPARATORS = List.of(';', ',', '\t');
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /**
   * @throws BadInputException if the file is not there, empty, or has one column only
   */
  static CsvFile open(Path path) throws BadInputException {
    if (!Files.isRegularFile(path)) {
      throw new BadInputException(path + ": no such file");
    }
    String header = firstLine(path);
    if (header == null || header.isBlank()) {
      throw new BadInputException(path + ": the file is empty; it needs a header and rows");
    }
    char best = SEPARATORS.get(0);
    for (char candidate : SEPARATORS) {
      if (count(header, candidate) > count(header, best)) {
        best = candidate;
      }
    }
    if (count(header, best) == 0) {
      throw new BadInputException(
          path + ":1: only one column, '" + header + "'; the separator must be ; or , or a tab");
    }
    return new CsvFile(path, best);
  }

  private static String firstLine(Path path) throws BadInputException {
    try (BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      String line = reader.readLine();
      return line != null && !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK
          ? line.substring(1)
          : line;
    } catch (IOException failure) {
      throw new BadInputException(path + ":1: cannot be read as UTF-8: " + failure, failure);
    }
  }

  private static int count(String line, char separator) {
    boolean quoted = false;
    int count = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        count++;
      }
    }
    return count;
  }

  /** Header and rows, one by one. */
  final class Rows implements AutoCloseable {
    private final CloseableIterator<CsvRecord> iterator;

    private Rows(CloseableIterator<CsvRecord> iterator) {
      this.iterator = iterator;
    }

    boolean hasNext() throws IOException {
      try {
        return iterator.hasNext();
      } catch (CsvParseException | UncheckedIOException damaged) {
        throw new IOException(path + ": " + damaged.getMessage(), damaged);
      }
    }

    CsvRecord next() {
      return iterator.next();
    }

    @Override
    public void close() throws IOException {
      iterator.close();
    }
  }

  Rows rows() throws IOException {
    return new Rows(
        CsvReader.builder()
            .fieldSeparator(separator)
            .detectBomHeader(true)
            .skipEmptyLines(true)
            .allowMissingFields(true)
            .allowExtraFields(true)
            .ofCsvRecord(path)
            .iterator());
  }

  /** {@code file:line}, for messages. */
  String at(CsvRecord row) {
    return path + ":" + row.getStartingLineNumber();
  }
}
