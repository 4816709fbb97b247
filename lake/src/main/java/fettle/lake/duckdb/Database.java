package fettle.lake.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.BiFunction;
import org.duckdb.DuckDBConnection;

/** An in-memory database. What does not fit its memory lies in its folder until it is closed. */
public final class Database implements AutoCloseable {
  private static final String IN_MEMORY = "jdbc:duckdb:";

  private final DuckDBConnection connection;
  private final Settings settings;

  private Database(DuckDBConnection connection, Settings settings) {
    this.connection = connection;
    this.settings = settings;
  }

  /**
   * What it may take.
   *
   * @param memoryMb most that its buffers take, MB; too little makes it spill more, or fail where
   *     one row group does not fit
   * @param memorySetting the setting that gives it more, for a sentence to people
   * @param spill folder for what does not fit; made when needed
   * @param spillMb most that lies there; 0: as much as the disk takes
   * @param failure made of a sentence and its cause where memory, disk or a file did not do, which
   *     is for a person to mend
   */
  public record Settings(
      int memoryMb,
      String memorySetting,
      Path spill,
      int spillMb,
      BiFunction<String, Throwable, RuntimeException> failure) {}

  /** Opens one; throws what the settings make of a failure when it cannot be opened. */
  public static Database open(Settings settings) {
    Path spill = settings.spill();
    try {
      Files.createDirectories(spill);
      DuckDBConnection connection =
          DuckDBConnection.newConnection(IN_MEMORY, false, new Properties());
      Database database = new Database(connection, settings);
      try (Session session = database.session()) {
        session.run("SET autoinstall_known_extensions = false");
        session.run("SET autoload_known_extensions = false");
        session.run("SET memory_limit = '" + settings.memoryMb() + "MB'");
        session.run("SET temp_directory = " + Sql.text(spill.toAbsolutePath().toString()));
        if (settings.spillMb() > 0) {
          session.run("SET max_temp_directory_size = '" + settings.spillMb() + "MB'");
        }
        session.run("SET threads = 1");
        session.run("SET preserve_insertion_order = true");
      }
      return database;
    } catch (SQLException e) {
      throw settings.failure().apply("DuckDB cannot be opened: " + e.getMessage(), e);
    } catch (IOException e) {
      throw settings
          .failure()
          .apply(spill + " cannot be made (" + e + "); choose another folder", e);
    } catch (Exception e) {
      throw new IllegalStateException("DuckDB's driver failed in a way it does not declare", e);
    }
  }

  /** A connection for one thread. */
  public Session session() {
    try {
      return new Session(connection.duplicate(), settings);
    } catch (SQLException e) {
      throw Session.failure(e, settings);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw Session.failure(e, settings);
    }
  }
}
