package fettle.recording;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A CSV file in UTF-8, with or without a byte-order mark, whose separator its header tells. */
public record CsvFile(Path path, char separator) {
  private static final List<Character> SEPARATORS = List.of(';', ',', '\t');
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /**
   * @throws RecordingException if the file is not there, empty, or has one column only
   */
  static CsvFile open(Path path) throws RecordingException {
    if (!Files.isRegularFile(path)) {
      throw new RecordingException(path + ": no such file");
    }
    String header = firstLine(path);
    if (header == null || header.isBlank()) {
      throw new RecordingException(path + ": the file is empty; it needs a header and rows");
    }
    char best = SEPARATORS.get(0);
    for (char candidate : SEPARATORS) {
      if (count(header, candidate) > count(header, best)) {
        best = candidate;
      }
    }
    if (count(header, best) == 0) {
      throw new RecordingException(
          path + ":1: only one column, '" + header + "'; the separator must be ; or , or a tab");
    }
    return new CsvFile(path, best);
  }

  private static String firstLine(Path path) throws RecordingException {
    try (BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      String line = reader.readLine();
      return line != null && !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK
          ? line.substring(1)
          : line;
    } catch (CharacterCodingException noText) {
      throw new RecordingException(path + ":1: is not UTF-8 text", noText);
    } catch (IOException failure) {
      throw new RecordingException(path + " cannot be read: " + failure, failure);
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
  public final class Rows implements AutoCloseable {
    private final CloseableIterator<CsvRecord> iterator;

    private Rows(CloseableIterator<CsvRecord> iterator) {
      this.iterator = iterator;
    }

    /** Whether there is another row. */
    public boolean hasNext() throws RecordingException {
      try {
        return iterator.hasNext();
      } catch (CsvParseException | UncheckedIOException damaged) {
        throw damaged(damaged);
      }
    }

    /**
     * The next row.
     *
     * @throws RecordingException when the file is damaged here, or a quote that opens is never
     *     closed: all that follows would be one cell
     */
    public CsvRecord next() throws RecordingException {
      try {
        CsvRecord row = iterator.next();
        for (String cell : row.getFields()) {
          if (cell.indexOf('\n') >= 0) {
            throw new RecordingException(
                at(row) + ": a cell goes over several lines; is a \" open?");
          }
        }
        return row;
      } catch (CsvParseException | UncheckedIOException damaged) {
        throw damaged(damaged);
      }
    }

    private RecordingException damaged(RuntimeException damaged) {
      Throwable cause = damaged.getCause() == null ? damaged : damaged.getCause();
      return new RecordingException(path + " cannot be read: " + cause.getMessage(), damaged);
    }

    @Override
    public void close() throws IOException {
      iterator.close();
    }
  }

  /** The file from its header on. */
  public Rows rows() throws IOException {
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
