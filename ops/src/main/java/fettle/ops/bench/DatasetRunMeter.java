package fettle.ops.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.lake.Partition;
import fettle.lake.SignalColumn;
import fettle.lake.duckdb.Database;
import fettle.lake.duckdb.Session;
import fettle.lake.duckdb.Sql;
import fettle.ops.Failure;
import fettle.ops.lake.LakeDatabase;
import fettle.ops.lake.LakeStore;
import fettle.ops.pipeline.Journal;
import fettle.ops.pipeline.StepState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Measures one size: the lake is there before the clock starts. */
final class DatasetRunMeter {
  private static final int FILL_STEPS = 5;
  private static final int READS = 9;
  private static final int RANGE_MEMORY_MB = 256;
  private static final long HOUR_MS = 3_600_000;
  private static final double MILLIS = 1000.0;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Path folder;
  private final String heap;
  private final Path config;

  /**
   * @param config environment file with the section {@code dataset}
   */
  DatasetRunMeter(Path folder, String heap, Path config) {
    this.folder = folder;
    this.heap = heap;
    this.config = config;
  }

  DatasetMeasured measure(LakeMaker maker) throws IOException {
    MeteredRun used = run(maker);
    LakeStore store = new LakeStore(folder.resolve("lake-parquet"));
    StepState compact =
        new Journal(folder.resolve("state/runs"))
            .newest("dataset")
            .orElseThrow()
            .steps()
            .get("compact");
    return new DatasetMeasured(
        maker.made(),
        megabytes(lake()),
        megabytes(store.folder()),
        used.seconds(),
        Duration.between(compact.started(), compact.ended()).toMillis() / MILLIS,
        used.cpuMillis() / MILLIS,
        used.heapKb() >> 10,
        used.residentKb() >> 10,
        rangeRead(store));
  }

  /** Fills the lake, then builds the data set in a process of its own. */
  MeteredRun run(LakeMaker maker) throws IOException {
    Path lake = lake();
    maker.fill(lake, folder.resolve("staging"));
    MeteredRun run =
        MeteredRun.of(
            MeteredProgram.Work.DATASET,
            List.of(
                "--config",
                config.toString(),
                "--lake",
                lake.toString(),
                "--out",
                folder.resolve("out").toString(),
                "--state",
                folder.resolve("state").toString(),
                "--resample",
                LakeMaker.INTERVAL_MS + "ms"),
            heap,
            folder.resolve("dataset.log"));
    requireAll(maker);
    return run;
  }

  private Path lake() {
    return folder.resolve("lake");
  }

  /**
   * A rate counts only when every reading is in the data set, but for those that the split leaves
   * out.
   */
  private void requireAll(LakeMaker maker) throws IOException {
    JsonNode sides =
        new ObjectMapper()
            .readTree(Files.readAllBytes(folder.resolve("out/manifest.json")))
            .path("sides");
    long rows =
        sides.path("train").path("rows").asLong() + sides.path("test").path("rows").asLong();
    long expected = maker.made() - (long) maker.machines() * FILL_STEPS;
    if (rows != expected) {
      throw new Failure("%,d rows were due and %,d are there".formatted(expected, rows));
    }
  }

  /** An hour in the middle of the first day of a device. */
  private double rangeRead(LakeStore store) {
    Partition day = store.partitions().getFirst();
    long from = day.from() + Partition.DAY / 2;
    String query =
        "SELECT t, %s FROM %s WHERE machine = 'm-3' AND t >= %d AND t < %d"
            .formatted(
                Sql.name(SignalColumn.of("signal-2")),
                Sql.parquet(List.of(store.file(day))),
                from,
                from + HOUR_MS);
    double[] took = new double[READS];
    try (Database database = LakeDatabase.open(RANGE_MEMORY_MB, folder.resolve("spill"));
        Session session = database.session()) {
      for (int i = 0; i < READS; i++) {
        long began = System.nanoTime();
        session.list(query, row -> row.getLong(1));
        took[i] = (System.nanoTime() - began) / NANOS_PER_MILLI;
      }
    }
    Arrays.sort(took);
    return took[READS / 2];
  }

  private static long megabytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum()
          >> 20;
    }
  }
}
