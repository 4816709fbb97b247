package fettle.dashboard.export;

import fettle.dashboard.config.DashboardConfig;
import fettle.dashboard.lake.LakeAway;
import fettle.dashboard.lake.LakeJobs;
import fettle.lake.duckdb.Sql;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.file.OpenOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.file.AsyncFile;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Turns CSV into Parquet. The format's index stands at its end, so a file is made whole before the
 * first byte goes out; so many at once have a place on the disk.
 */
@ApplicationScoped
class ParquetFiles {
  private static final Logger LOG = Logger.getLogger(ParquetFiles.class);

  private final DashboardConfig.Export config;
  private final LakeJobs jobs;
  private final Vertx vertx;
  private final AtomicInteger files = new AtomicInteger();

  ParquetFiles(DashboardConfig config, LakeJobs jobs, Vertx vertx) {
    this.config = config.export();
    this.jobs = jobs;
    this.vertx = vertx;
  }

  /**
   * The file's bytes; on disk only until they have gone.
   *
   * @param csv with a first line
   * @param about what stands in the file's own key-value metadata
   */
  Multi<byte[]> of(Multi<byte[]> csv, List<Table.Column> columns, Map<String, String> about) {
    return Multi.createFrom()
        .deferred(
            () -> {
              if (files.incrementAndGet() > config.files()) {
                files.decrementAndGet();
                return Multi.createFrom().failure(LakeAway.tooManyFiles(config.files()));
              }
              Path folder = folder();
              return make(csv, columns, about, folder)
                  .onItem()
                  .transformToMulti(this::bytes)
                  .onTermination()
                  .invoke(() -> end(folder));
            });
  }

  private Uni<Path> make(
      Multi<byte[]> csv, List<Table.Column> columns, Map<String, String> about, Path folder) {
    Path text = folder.resolve("rows.csv");
    Path parquet = folder.resolve("rows.parquet");
    return written(csv, text)
        .chain(
            () ->
                jobs.run(
                    session -> session.run(copy(text, columns, about, parquet)), config.timeout()))
        .replaceWith(parquet);
  }

  private Uni<Void> written(Multi<byte[]> csv, Path text) {
    return vertx
        .fileSystem()
        .open(text.toString(), new OpenOptions().setWrite(true).setCreateNew(true))
        .chain(
            file ->
                csv.onItem()
                    .transformToUniAndConcatenate(page -> file.write(Buffer.buffer(page)))
                    .onItem()
                    .ignoreAsUni()
                    .eventually(file::close));
  }

  private static String copy(
      Path text, List<Table.Column> columns, Map<String, String> about, Path parquet) {
    Set<String> taken = new HashSet<>();
    String types =
        columns.stream()
            .map(column -> Sql.text(free(column.name(), taken)) + ": " + Sql.text(column.type()))
            .collect(Collectors.joining(", "));
    String metadata =
        about.entrySet().stream()
            .map(entry -> Sql.name(entry.getKey()) + ": " + Sql.text(entry.getValue()))
            .collect(Collectors.joining(", "));
    return """
        COPY (SELECT * REPLACE (%s AS device, %s AS machine)
          FROM read_csv(%s, header = true, delim = ',', quote = '"', escape = '"',
            auto_detect = false, columns = {%s}))
        TO %s (FORMAT parquet, COMPRESSION zstd, KV_METADATA {%s})
        """
        .formatted(
            Sql.text(about.get("device")),
            Sql.text(about.get("machine")),
            Sql.text(text.toString()),
            types,
            Sql.text(parquet.toString()),
            metadata);
  }

  /** DuckDB does not tell cases of letters apart, and signals do. */
  private static String free(String name, Set<String> taken) {
    String free = name;
    for (int i = 2; !taken.add(free.toLowerCase(Locale.ROOT)); i++) {
      free = name + "_" + i;
    }
    return free;
  }

  private Multi<byte[]> bytes(Path parquet) {
    return vertx
        .fileSystem()
        .open(parquet.toString(), new OpenOptions().setRead(true))
        .onItem()
        .transformToMulti(AsyncFile::toMulti)
        .map(Buffer::getBytes);
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("fettle-export");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void end(Path folder) {
    files.decrementAndGet();
    vertx
        .fileSystem()
        .deleteRecursive(folder.toString(), true)
        .subscribe()
        .with(nothing -> {}, e -> LOG.warnf("%s stays: %s", folder, e.getMessage()));
  }
}
