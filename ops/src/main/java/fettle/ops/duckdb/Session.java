package fettle.ops.duckdb;

import fettle.ops.Failure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;

/** Statements of one thread. Its temporary tables are its own and go when it is closed. */
public final class Session implements AutoCloseable {
  private final DuckDBConnection connection;

  Session(DuckDBConnection connection) {
    this.connection = connection;
  }

  /** Makes something of a row. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /**
   * @return rows that were changed or written
   * @throws Failure when memory or disk did not do
   */
  public long run(String sql) {
    try (Statement statement = connection.createStatement()) {
      return statement.execute(sql) ? 0 : Math.max(0, statement.getLargeUpdateCount());
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** All rows of a query whose answer is short. */
  public <T> List<T> list(String sql, RowReader<T> reader) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(reader.read(rows));
      }
      return all;
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** The one row of a query. */
  public <T> T one(String sql, RowReader<T> reader) {
    return list(sql, reader).getFirst();
  }

  /** Rows to be put into a temporary table of this session. */
  public Rows rows(String temporaryTable) {
    try {
      return new Rows(connection.createAppender("temp", "main", temporaryTable));
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** What memory and disk did not do is for a person to mend; anything else is a mistake here. */
  static RuntimeException failure(SQLException e) {
    String message = String.valueOf(e.getMessage());
    String first = message.lines().findFirst().orElse("");
    if (message.contains("Out of Memory")) {
      return new Failure(
          "DuckDB ran out of its memory (%s); give it more with dataset.memoryMb".formatted(first),
          e);
    }
    return message.contains("IO Error")
            || message.contains("Invalid Input Error")
            || message.contains("Invalid Error")
        ? new Failure("DuckDB: " + first, e)
        : new IllegalStateException("DuckDB: " + message, e);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure(e);
    }
  }
}
