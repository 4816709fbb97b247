package fettle.lake.duckdb;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes Parquet files that are there whole or not at all. */
public final class ParquetFile {
  /** Small enough that a range of one machine's readings is found by a row group's bounds. */
  private static final int ROW_GROUP = 32_768;

  private static final String OPTIONS =
      "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE " + ROW_GROUP + ")";

  private ParquetFile() {}

  /**
   * Writes what a query gives, in the query's order; on disk when this returns. It goes through a
   * table, which spills: an ordered query written at once needs all its rows in memory.
   *
   * @param part a name on the target's file system that nobody else uses; overwritten
   * @return rows; with none, no file is left under the target's name
   */
  public static long write(Session session, String query, Path part, Path target)
      throws IOException {
    Files.createDirectories(part.getParent());
    session.run("CREATE OR REPLACE TEMP TABLE written AS " + query);
    long rows =
        session.run(
            "COPY written TO %s %s".formatted(Sql.text(part.toAbsolutePath().toString()), OPTIONS));
    session.run("DROP TABLE written");
    if (rows == 0) {
      Files.deleteIfExists(part);
      Files.deleteIfExists(target);
      return 0;
    }
    try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE)) {
      file.force(true);
    }
    Files.createDirectories(target.getParent());
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return rows;
  }
}
