package fettle.ops.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import fettle.ops.csv.ReadResult.Read;
import fettle.ops.csv.ReadResult.Unreadable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;

/**
 * Reads a CSV file as a {@link Recording}. Separator ({@code ;}, {@code ,} or tab) and time format
 * are told from the first lines, a byte-order mark is skipped; columns named {@code anomaly},
 * {@code label} and {@code changepoint} are ground truth and never signals. An empty cell, {@code
 * NaN}, {@code NA} and {@code null} are a missing reading; any other text in a signal is an error.
 */
public final class RecordingReader {

  private final CsvOptions options;

  public RecordingReader(CsvOptions options) {
    this.options = options;
  }

  /** Reads the whole file; never throws for what the file holds. */
  public ReadResult read(Path file) {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      skipByteOrderMark(lines);
      lines.mark(1 << 16);
      String first = lines.readLine();
      if (first == null || first.isBlank()) {
        return new Unreadable(file + " is empty; the first line must name the columns");
      }
      lines.reset();
      return parse(file, lines, separator(first));
    } catch (NoSuchFileException e) {
      return new Unreadable(file + " does not exist");
    } catch (CharacterCodingException e) {
      return new Unreadable(file + " is not UTF-8 text");
    } catch (CsvParseException e) {
      return new Unreadable(file + ": " + e.getMessage());
    } catch (IOException e) {
      return new Unreadable(file + " cannot be read: " + e);
    } catch (UncheckedIOException e) {
      return new Unreadable(file + " cannot be read: " + e.getCause());
    }
  }

  private ReadResult parse(Path file, BufferedReader lines, char separator) throws IOException {
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .fieldSeparator(separator)
            .allowMissingFields(true)
            .allowExtraFields(true)
            .skipEmptyLines(true)
            .ofCsvRecord(lines)) {
      Iterator<CsvRecord> records = csv.iterator();
      Header header = Header.of(records.next().getFields(), options.exclude());
      String problem = header.problem(file.toString(), options);
      if (problem != null) {
        return new Unreadable(problem);
      }
      RowCollector rows = new RowCollector(file, header, options);
      while (records.hasNext()) {
        problem = rows.add(records.next());
        if (problem != null) {
          return new Unreadable(problem);
        }
      }
      if (rows.size() == 0) {
        return new Unreadable(file + " has a header but no rows");
      }
      return new Read(rows.toRecording());
    }
  }

  private static void skipByteOrderMark(BufferedReader lines) throws IOException {
    lines.mark(1);
    if (lines.read() != '\uFEFF') {
      lines.reset();
    }
  }

  /** The separator that the header has most of; a tie goes to the semicolon. */
  private static char separator(String header) {
    char best = ';';
    for (char candidate : new char[] {',', '\t'}) {
      if (count(header, candidate) > count(header, best)) {
        best = candidate;
      }
    }
    return best;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }
}
