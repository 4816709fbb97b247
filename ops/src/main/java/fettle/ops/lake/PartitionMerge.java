package fettle.ops.lake;

import fettle.lake.Partition;
import fettle.lake.Rollup;
import fettle.lake.SignalColumn;
import fettle.lake.duckdb.ParquetFile;
import fettle.lake.duckdb.Session;
import fettle.lake.duckdb.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Puts messages into a partition's file: what is there and what is new, each message once, in one
 * order.
 */
final class PartitionMerge {
  private static final String IDENTITY = "machine, session, seq";

  /** Which of the messages of one identity stays; what is there already has the id -1. */
  private static final String BEST = "unscored, scored, name, id";

  private static final String FIXED =
      "machine, session, seq, i, t, score, anomaly, model, scored_at";

  private final Session session;
  private final Path file;
  private final Path part;

  /**
   * @param file of the partition, there or not
   * @param part a name beside it that nobody else uses
   */
  PartitionMerge(Session session, Path file, Path part) {
    this.session = session;
    this.file = file;
    this.part = part;
  }

  /**
   * What became of the messages.
   *
   * @param messages that came
   * @param repeats of them that were dropped, or took the place of an earlier one
   * @param isWritten whether the file is a new one
   */
  record Result(long messages, long repeats, boolean isWritten) {}

  Result merge(Spill.Part incoming) throws IOException {
    boolean isThere = Files.exists(file);
    SortedSet<String> columns = new TreeSet<>();
    incoming.signals().forEach(signal -> columns.add(SignalColumn.of(signal)));
    List<String> came = List.copyOf(columns);
    List<String> there = isThere ? SignalColumn.ofFile(session, file) : List.of();
    columns.addAll(there);
    new IncomingTable(incoming.partition(), List.copyOf(incoming.signals()))
        .make(session, incoming);
    session.run("CREATE OR REPLACE TEMP TABLE winners AS " + winners(isThere));
    long messages = count("incoming");
    long chosen = count("winners");
    long known = isThere ? count("winners SEMI JOIN present USING (" + IDENTITY + ")") : 0;
    Path rollup = Rollup.beside(file);
    if (chosen > 0) {
      Files.deleteIfExists(rollup);
      ParquetFile.write(session, readings(incoming.partition(), columns, came, there), part, file);
    }
    // also after a kill between the two files: then all messages are repeats
    if (!Files.exists(rollup) && Files.exists(file)) {
      ParquetFile.write(
          session,
          Rollup.ofReadings(
              Sql.parquet(List.of(file)), "true", List.copyOf(columns), Rollup.WIDTH_MS),
          part,
          rollup);
    }
    session.run("DROP TABLE incoming");
    return new Result(messages, messages - (chosen - known), chosen > 0);
  }

  /** The messages to be taken in: each identity's best, unless that is there already. */
  private String winners(boolean isThere) {
    String ranked =
        "SELECT rowid AS id, %s, model IS NULL AS unscored, coalesce(scored_at, 0) AS scored, coalesce(model, '') AS name FROM incoming"
            .formatted(IDENTITY);
    if (isThere) {
      session.run(
          "CREATE OR REPLACE TEMP TABLE present AS SELECT DISTINCT -1 AS id, %s, model IS NULL AS unscored, coalesce(scored_at, 0) AS scored, coalesce(model, '') AS name FROM %s SEMI JOIN incoming USING (%s)"
              .formatted(IDENTITY, Sql.parquet(List.of(file)), IDENTITY));
      ranked += " UNION ALL SELECT * FROM present";
    }
    return "SELECT * FROM (SELECT id, %s FROM (%s) QUALIFY row_number() OVER (PARTITION BY %s ORDER BY %s) = 1) WHERE id >= 0"
        .formatted(IDENTITY, ranked, IDENTITY, BEST);
  }

  private String readings(
      Partition partition, SortedSet<String> columns, List<String> came, List<String> there) {
    String all =
        """
        SELECT machine, session, seq,
          unnest(range(first, first + len(t)))::INTEGER AS i,
          unnest(t) AS t, unnest(score) AS score, unnest(anomaly) AS anomaly,
          model, scored_at%s
        FROM incoming WHERE rowid IN (SELECT id FROM winners)
        """
            .formatted(
                came.stream()
                    .map(column -> ", unnest(%1$s) AS %1$s".formatted(Sql.name(column)))
                    .collect(Collectors.joining()));
    if (!there.isEmpty()) {
      all +=
          "UNION ALL BY NAME SELECT %s%s FROM %s ANTI JOIN winners USING (%s)"
              .formatted(FIXED, names(there), Sql.parquet(List.of(file)), IDENTITY);
    }
    return "SELECT %s AS device, %s%s FROM (%s) ORDER BY machine, t, session, seq, i"
        .formatted(Sql.text(partition.device()), FIXED, names(columns), all);
  }

  private static String names(Iterable<String> columns) {
    StringBuilder names = new StringBuilder();
    columns.forEach(column -> names.append(", ").append(Sql.name(column)));
    return names.toString();
  }

  private long count(String from) {
    return session.one("SELECT count(*) FROM " + from, row -> row.getLong(1));
  }
}
