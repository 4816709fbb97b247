package fettle.dashboard.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import fettle.dashboard.csv.Cells;
import fettle.dashboard.lake.Reading;
import fettle.telemetry.MachineId;
import fettle.telemetry.store.Bucket;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Rows of a machine as CSV (RFC 4180, UTF-8). A reading has a {@code time}; a bucket has {@code
 * from} and {@code to}, so every row says how fine it is.
 *
 * @param names all signals of the machine, in index order
 * @param wanted those of the file
 */
record Table(MachineId machine, List<String> names, List<String> wanted) {
  private static final List<String> FIGURES = List.of("count", "min", "mean", "max");

  /** A column and what DuckDB is to take it for. */
  record Column(String name, String type) {}

  /** Columns of readings. */
  List<Column> ofReadings() {
    List<Column> columns = identity();
    columns.add(new Column("time", "TIMESTAMPTZ"));
    wanted.forEach(signal -> columns.add(new Column(signal, "DOUBLE")));
    columns.add(new Column("score", "DOUBLE"));
    columns.add(new Column("anomalous", "BOOLEAN"));
    return columns;
  }

  /** Columns of buckets. */
  List<Column> ofBuckets() {
    List<Column> columns = identity();
    columns.add(new Column("from", "TIMESTAMPTZ"));
    columns.add(new Column("to", "TIMESTAMPTZ"));
    columns.add(new Column("readings", "BIGINT"));
    for (String signal : wanted) {
      for (String figure : FIGURES) {
        columns.add(
            new Column(signal + "_" + figure, figure.equals("count") ? "BIGINT" : "DOUBLE"));
      }
    }
    columns.add(new Column("score_max", "DOUBLE"));
    columns.add(new Column("anomalous", "BIGINT"));
    return columns;
  }

  private static List<Column> identity() {
    return new ArrayList<>(
        List.of(new Column("device", "VARCHAR"), new Column("machine", "VARCHAR")));
  }

  /** The first line. */
  static byte[] header(List<Column> columns) {
    return csv(List.of(columns.stream().map(column -> Cells.words(column.name())).toList()));
  }

  byte[] readings(List<Reading> readings) {
    return csv(readings.stream().map(this::row).toList());
  }

  byte[] buckets(Map<Long, Bucket> buckets, long widthMs) {
    return csv(
        buckets.entrySet().stream()
            .map(entry -> row(entry.getKey(), widthMs, entry.getValue()))
            .toList());
  }

  private List<String> row(Reading reading) {
    List<String> cells = begin();
    cells.add(Cells.time(reading.t()));
    for (double value : reading.values()) {
      cells.add(Cells.number(value));
    }
    cells.add(Cells.number(reading.score()));
    cells.add(Boolean.toString(reading.anomalous()));
    return cells;
  }

  private List<String> row(long start, long widthMs, Bucket bucket) {
    List<String> cells = begin();
    cells.add(Cells.time(start));
    cells.add(Cells.time(start + widthMs));
    cells.add(Long.toString(bucket.readings()));
    for (String name : wanted) {
      int signal = names.indexOf(name);
      cells.add(Long.toString(bucket.count(signal)));
      cells.add(Cells.number(bucket.min(signal)));
      cells.add(Cells.number(bucket.mean(signal)));
      cells.add(Cells.number(bucket.max(signal)));
    }
    cells.add(Cells.number(bucket.highestScore()));
    cells.add(Long.toString(bucket.anomalous()));
    return cells;
  }

  private List<String> begin() {
    return new ArrayList<>(List.of(Cells.words(machine.device()), Cells.words(machine.machine())));
  }

  private static byte[] csv(List<List<String>> rows) {
    StringWriter out = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(out)) {
      rows.forEach(csv::writeRecord);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }
}
