package fettle.ops.lake;

import fettle.lake.duckdb.ParquetFile;
import fettle.lake.duckdb.Rows;
import fettle.lake.duckdb.Session;
import fettle.lake.duckdb.Sql;
import fettle.ops.pipeline.PassingFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Which blobs have been read, and which were found damaged: by name, size and etag. A blob that was
 * not known under all three is due. Held in a file and compared in the database, however many they
 * are.
 */
final class BlobLedger {
  private static final int MOST_IN_A_ROUND = 20_000;

  private final Session session;
  private final Path file;
  private final Path part;

  /**
   * @param file of the ledger, there or not
   * @param part a name beside it that nobody else uses
   */
  BlobLedger(Session session, Path file, Path part) {
    this.session = session;
    this.file = file;
    this.part = part;
  }

  /**
   * Compares the lake with the ledger.
   *
   * @param roundBytes about so much is read in a round
   */
  DueBlobs compare(LakeSource lake, long roundBytes) throws PassingFailure, InterruptedException {
    session.run("CREATE OR REPLACE TEMP TABLE listed (name VARCHAR, size BIGINT, etag VARCHAR)");
    try (Rows rows = session.rows("listed")) {
      lake.list(blob -> rows.begin().text(blob.name()).number(blob.size()).text(blob.etag()).end());
    }
    session.run(
        """
        CREATE OR REPLACE TEMP TABLE due AS
        SELECT name, size, etag, dense_rank() OVER (ORDER BY bulk) AS round FROM (
          SELECT *, sum(size) OVER (ORDER BY name) // %d + row_number() OVER (ORDER BY name) // %d
            AS bulk
          FROM listed %s)
        """
            .formatted(
                roundBytes,
                MOST_IN_A_ROUND,
                Files.exists(file)
                    ? "ANTI JOIN " + Sql.parquet(List.of(file)) + " USING (name, size, etag)"
                    : ""));
    return session.one(
        """
        SELECT (SELECT count(*) FROM listed), count(*), coalesce(sum(size), 0)::BIGINT,
          coalesce(max(round), 0)::INTEGER FROM due
        """,
        row -> new DueBlobs(row.getLong(1), row.getLong(2), row.getLong(3), row.getInt(4)));
  }

  /**
   * The blobs of a round.
   *
   * @param number from 1
   */
  List<Blob> round(int number) {
    return session.list(
        "SELECT name, size, etag FROM due WHERE round = " + number + " ORDER BY name",
        row -> new Blob(row.getString(1), row.getLong(2), row.getString(3)));
  }

  /** Writes down what became of blobs; on disk when this returns. */
  void record(List<BlobOutcome> outcomes) throws IOException {
    session.run(
        "CREATE OR REPLACE TEMP TABLE outcomes (name VARCHAR, size BIGINT, etag VARCHAR, damage VARCHAR)");
    try (Rows rows = session.rows("outcomes")) {
      for (BlobOutcome outcome : outcomes) {
        switch (outcome) {
          case BlobOutcome.Read read -> add(rows, read.blob(), null);
          case BlobOutcome.Damaged damaged -> add(rows, damaged.blob(), damaged.reason());
          case BlobOutcome.Later later -> {}
        }
      }
    }
    String all = "FROM outcomes";
    if (Files.exists(file)) {
      all +=
          " UNION ALL SELECT name, size, etag, damage FROM %s ANTI JOIN outcomes USING (name)"
              .formatted(Sql.parquet(List.of(file)));
    }
    ParquetFile.write(session, "SELECT * FROM (" + all + ") ORDER BY name", part, file);
  }

  private static void add(Rows rows, Blob blob, String damage) {
    rows.begin().text(blob.name()).number(blob.size()).text(blob.etag()).text(damage).end();
  }

  /**
   * The damaged ones, by name.
   *
   * @param most how many at most
   */
  List<DamagedBlobs.Named> damaged(int most) {
    return Files.exists(file)
        ? session.list(
            "SELECT name, damage FROM %s WHERE damage IS NOT NULL ORDER BY name LIMIT %d"
                .formatted(Sql.parquet(List.of(file)), most),
            row -> new DamagedBlobs.Named(row.getString(1), row.getString(2)))
        : List.of();
  }

  /** How many are damaged. */
  long damagedCount() {
    return Files.exists(file)
        ? session.one(
            "SELECT count(damage) FROM " + Sql.parquet(List.of(file)), row -> row.getLong(1))
        : 0;
  }
}
