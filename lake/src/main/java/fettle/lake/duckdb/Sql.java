package fettle.lake.duckdb;

import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;

/** Quotes what is put into a statement. */
public final class Sql {
  private Sql() {}

  /** A string literal. */
  public static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /** A column's or table's name. */
  public static String name(String value) {
    return '"' + value.replace("\"", "\"\"") + '"';
  }

  /** A literal, or {@code NULL}. */
  public static String textOrNull(String value) {
    return value == null ? "NULL" : text(value);
  }

  /**
   * Reads Parquet files, in their order; a column that one of them lacks is null there. Folders do
   * not add columns.
   */
  public static String parquet(Collection<Path> files) {
    return files.stream()
        .map(file -> text(file.toAbsolutePath().toString()))
        .collect(
            Collectors.joining(
                ", ",
                "read_parquet([",
                "], union_by_name = true, hive_partitioning = false, file_row_number = true)"));
  }
}
