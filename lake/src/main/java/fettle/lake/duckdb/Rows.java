package fettle.lake.duckdb;

import java.sql.SQLException;
import org.duckdb.DuckDBAppender;

/** Puts rows into a table, value by value in the order of its columns. Of one thread. */
public final class Rows implements AutoCloseable {
  private final DuckDBAppender appender;
  private final Database.Settings settings;

  Rows(DuckDBAppender appender, Database.Settings settings) {
    this.appender = appender;
    this.settings = settings;
  }

  private interface Append {
    void run() throws SQLException;
  }

  private Rows with(Append append) {
    try {
      append.run();
      return this;
    } catch (SQLException e) {
      throw Session.failure(e, settings);
    }
  }

  public Rows begin() {
    return with(appender::beginRow);
  }

  /** May be {@code null}. */
  public Rows text(String value) {
    return with(() -> appender.append(value));
  }

  public Rows number(long value) {
    return with(() -> appender.append(value));
  }

  public Rows integer(int value) {
    return with(() -> appender.append(value));
  }

  public Rows none() {
    return with(appender::appendNull);
  }

  /** A list. */
  public Rows numbers(long[] values) {
    return with(() -> appender.append(values));
  }

  /** A list, NaN as null. */
  public Rows numbers(double[] values) {
    boolean[] missing = new boolean[values.length];
    for (int i = 0; i < values.length; i++) {
      missing[i] = Double.isNaN(values[i]);
    }
    return with(() -> appender.append(values, missing));
  }

  /** A list. */
  public Rows flags(boolean[] values) {
    return with(() -> appender.append(values));
  }

  public Rows end() {
    return with(appender::endRow);
  }

  @Override
  public void close() {
    with(appender::close);
  }
}
