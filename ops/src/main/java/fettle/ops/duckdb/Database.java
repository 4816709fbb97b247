package fettle.ops.duckdb;

import fettle.ops.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBConnection;

/** An in-memory database. What does not fit its memory lies in its folder until it is closed. */
public final class Database implements AutoCloseable {
  private static final String IN_MEMORY = "jdbc:duckdb:";

  private final DuckDBConnection connection;

  private Database(DuckDBConnection connection) {
    this.connection = connection;
  }

  /**
   * Opens one.
   *
   * @param memoryMb most that its buffers take, MB; too little makes it spill more, or fail where
   *     one row group does not fit
   * @param spill folder for what does not fit; made when needed
   * @throws Failure when it cannot be opened
   */
  public static Database open(int memoryMb, Path spill) {
    try {
      Files.createDirectories(spill);
      DuckDBConnection connection =
          DuckDBConnection.newConnection(IN_MEMORY, false, new Properties());
      Database database = new Database(connection);
      try (Session session = database.session()) {
        session.run("SET autoinstall_known_extensions = false");
        session.run("SET autoload_known_extensions = false");
        session.run("SET memory_limit = '" + memoryMb + "MB'");
        session.run("SET temp_directory = " + Sql.text(spill.toAbsolutePath().toString()));
        session.run("SET threads = 1");
        session.run("SET preserve_insertion_order = true");
      }
      return database;
    } catch (SQLException e) {
      throw new Failure("DuckDB cannot be opened: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new Failure(spill + " cannot be made (" + e + "); choose another folder", e);
    } catch (Exception e) {
      throw new IllegalStateException("DuckDB's driver failed in a way it does not declare", e);
    }
  }

  /** A connection for one thread. */
  public Session session() {
    try {
      return new Session(connection.duplicate());
    } catch (SQLException e) {
      throw Session.failure(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw Session.failure(e);
    }
  }
}
