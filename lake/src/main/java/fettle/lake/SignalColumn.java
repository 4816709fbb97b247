package fettle.lake;

import fettle.lake.duckdb.Session;
import fettle.lake.duckdb.Sql;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The column of a signal: {@code s.} and its name, so that no signal takes another column's place.
 * DuckDB does not tell cases of letters apart and signals do: a name with capitals has a mark of
 * them behind it, {@code s.Flow^1} (bit n set: the n-th character is a capital, in hex).
 */
public final class SignalColumn {
  private static final String PREFIX = "s.";
  private static final char MARK = '^';
  private static final int HEX = 16;

  private SignalColumn() {}

  public static String of(String signal) {
    BigInteger capitals = BigInteger.ZERO;
    for (int i = 0; i < signal.length(); i++) {
      if (signal.charAt(i) >= 'A' && signal.charAt(i) <= 'Z') {
        capitals = capitals.setBit(i);
      }
    }
    return capitals.signum() == 0 && signal.indexOf(MARK) < 0
        ? PREFIX + signal
        : PREFIX + signal + MARK + capitals.toString(HEX);
  }

  /** The signals' columns of a Parquet file. */
  public static List<String> ofFile(Session session, Path file) {
    return all(session, List.of(file)).stream()
        .filter(column -> signal(column).isPresent())
        .toList();
  }

  /** Every column that some of the Parquet files have. */
  public static List<String> all(Session session, Collection<Path> files) {
    return session.list(
        "SELECT column_name FROM (DESCRIBE SELECT * FROM " + Sql.parquet(files) + ")",
        row -> row.getString(1));
  }

  /** The signal of a column; empty when the column is no signal's. */
  public static Optional<String> signal(String column) {
    if (!column.startsWith(PREFIX)) {
      return Optional.empty();
    }
    int mark = column.lastIndexOf(MARK);
    return Optional.of(column.substring(PREFIX.length(), mark < 0 ? column.length() : mark));
  }
}
