package fettle.lake.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.duckdb.DuckDBConnection;

/** Statements of one thread. Its temporary tables are its own and go when it is closed. */
public final class Session implements AutoCloseable {
  private final DuckDBConnection connection;
  private final Database.Settings settings;
  private volatile Statement running;
  private volatile boolean isOver;

  Session(DuckDBConnection connection, Database.Settings settings) {
    this.connection = connection;
    this.settings = settings;
  }

  /** Makes something of a row. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /**
   * @return rows that were changed or written
   */
  public long run(String sql) {
    try (Statement statement = begin()) {
      return statement.execute(sql) ? 0 : Math.max(0, statement.getLargeUpdateCount());
    } catch (SQLException e) {
      throw failure(e, settings);
    }
  }

  private Statement begin() throws SQLException {
    Statement statement = connection.createStatement();
    running = statement;
    if (isOver) {
      statement.close();
      throw new SQLException("INTERRUPT Error: nobody waits for this any more");
    }
    return statement;
  }

  /**
   * Ends what runs, and lets nothing else begin; of any thread. Whoever runs it gets a {@link
   * java.util.concurrent.CancellationException}.
   */
  public void interrupt() {
    isOver = true;
    Statement statement = running;
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        throw failure(e, settings);
      }
    }
  }

  /** All rows of a query whose answer is short. */
  public <T> List<T> list(String sql, RowReader<T> reader) {
    List<T> all = new ArrayList<>();
    each(sql, row -> all.add(reader.read(row)));
    return all;
  }

  /** Does something with a row. */
  @FunctionalInterface
  public interface RowTaker {
    void take(ResultSet row) throws SQLException;
  }

  /** Hands over the rows of a query, one by one. */
  public void each(String sql, RowTaker taker) {
    try (Statement statement = begin();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        taker.take(rows);
      }
    } catch (SQLException e) {
      throw failure(e, settings);
    }
  }

  /** The one row of a query. */
  public <T> T one(String sql, RowReader<T> reader) {
    return list(sql, reader).getFirst();
  }

  /** Rows to be put into a temporary table of this session. */
  public Rows rows(String temporaryTable) {
    try {
      return new Rows(connection.createAppender("temp", "main", temporaryTable), settings);
    } catch (SQLException e) {
      throw failure(e, settings);
    }
  }

  /** What memory and disk did not do is for a person to mend; anything else is a mistake here. */
  static RuntimeException failure(SQLException e, Database.Settings settings) {
    String message = String.valueOf(e.getMessage());
    String first = message.lines().findFirst().orElse("");
    if (message.contains("INTERRUPT")) {
      return new CancellationException(first);
    }
    if (message.contains("Out of Memory")) {
      return settings
          .failure()
          .apply(
              "DuckDB ran out of its memory (%s); give it more with %s"
                  .formatted(first, settings.memorySetting()),
              e);
    }
    return message.contains("IO Error")
            || message.contains("Invalid Input Error")
            || message.contains("Invalid Error")
        ? settings.failure().apply("DuckDB: " + first, e)
        : new IllegalStateException("DuckDB: " + message, e);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure(e, settings);
    }
  }
}
