package fettle.lake;

import fettle.lake.duckdb.Sql;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a partition's readings come to in steps of {@value #WIDTH_MS} ms, in a file beside them, so
 * that a year is read without reading its readings. A row is a step of a machine: {@code machine,
 * start} (epoch milliseconds), {@code readings, score} (the highest), {@code anomalous} and, for
 * each column of a signal, four with {@code n., lo., hi., sum.} before its name: values, lowest,
 * highest, sum. A partition without the file has readings that nobody has summed up yet; one with
 * it is summed up as it is, for whoever changes the readings takes the file away first.
 */
public final class Rollup {
  /** Ten minutes. */
  public static final long WIDTH_MS = 600_000;

  private static final String FILE = "rollup.parquet";

  private Rollup() {}

  /** Where the rollup of a file of readings is, or would be. */
  public static Path beside(Path readings) {
    return readings.resolveSibling(FILE);
  }

  /** The columns that the buckets of a signal's column have. */
  public static List<String> columnsOf(String column) {
    return List.of("n." + column, "lo." + column, "hi." + column, "sum." + column);
  }

  /**
   * Sums up readings, by machine and step, in order.
   *
   * @param from a table of readings, as a query names it
   * @param where a condition on its rows
   * @param columns of signals; columns that the table lacks are left out by the caller
   * @param widthMs of the steps
   */
  public static String ofReadings(String from, String where, List<String> columns, long widthMs) {
    return """
        SELECT machine, t // %1$d * %1$d AS start, count(*) AS readings, max(score) AS score,
          count(*) FILTER (WHERE anomaly) AS anomalous%2$s
        FROM %3$s WHERE %4$s GROUP BY machine, start ORDER BY machine, start
        """
        .formatted(
            widthMs,
            each(
                columns,
                ", count(%1$s) AS %2$s, min(%1$s) AS %3$s, max(%1$s) AS %4$s, sum(%1$s) AS %5$s"),
            from,
            where);
  }

  /** Puts narrower buckets, with the columns of {@link #ofReadings}, into wider ones. */
  public static String ofBuckets(String from, List<String> columns, long widthMs) {
    return """
        SELECT machine, start // %1$d * %1$d AS start, sum(readings)::BIGINT AS readings,
          max(score) AS score, sum(anomalous)::BIGINT AS anomalous%2$s
        FROM %3$s GROUP BY machine, start // %1$d * %1$d ORDER BY machine, start
        """
        .formatted(
            widthMs,
            each(
                columns,
                ", sum(%2$s)::BIGINT AS %2$s, min(%3$s) AS %3$s, max(%4$s) AS %4$s, sum(%5$s) AS"
                    + " %5$s"),
            from);
  }

  private static String each(List<String> columns, String pattern) {
    return columns.stream()
        .map(
            column -> {
              List<String> figures = columnsOf(column).stream().map(Sql::name).toList();
              return pattern.formatted(
                  Sql.name(column), figures.get(0), figures.get(1), figures.get(2), figures.get(3));
            })
        .collect(Collectors.joining());
  }
}
