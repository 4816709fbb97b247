package fettle.ops.dataset;

import fettle.lake.duckdb.Database;
import fettle.lake.duckdb.Session;
import fettle.ops.hash.Sha256;
import fettle.ops.label.DecisionArchive;
import fettle.ops.lake.CompactionSettings;
import fettle.ops.lake.LakeDatabase;
import fettle.ops.lake.LakeSource;
import fettle.ops.lake.LakeStore;
import fettle.ops.parallel.SideBySide;
import fettle.ops.pipeline.PassingFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a run makes of what: the one thing that every step of it speaks of. */
final class DatasetRun {
  private final LakeSource lake;
  private final LakeStore store;
  private final CompactionSettings compaction;
  private final DatasetSettings settings;
  private Survey survey;
  private LakeLabels lakeLabels;
  private Labels labels;

  DatasetRun(
      LakeSource lake, LakeStore store, CompactionSettings compaction, DatasetSettings settings) {
    this.lake = lake;
    this.store = store;
    this.compaction = compaction;
    this.settings = settings;
  }

  LakeSource lake() {
    return lake;
  }

  LakeStore store() {
    return store;
  }

  CompactionSettings compaction() {
    return compaction;
  }

  DatasetSettings settings() {
    return settings;
  }

  /** Work with a database of its own. */
  @FunctionalInterface
  interface Work<T> {
    T with(Database database) throws PassingFailure, IOException, InterruptedException;
  }

  /** Gives work a database that spills into a folder of its own, which goes with it. */
  <T> T inDatabase(Work<T> work) throws PassingFailure, IOException, InterruptedException {
    Path spill = Files.createTempDirectory("fettle-dataset");
    try (Database database = LakeDatabase.open(compaction.memoryMb(), spill)) {
      return work.with(database);
    } finally {
      Files.deleteIfExists(spill);
    }
  }

  /**
   * What the store has; looked up once a run, after the compaction.
   *
   * @throws fettle.ops.Failure when there is nothing of what was asked for
   */
  synchronized Survey survey() throws PassingFailure, IOException, InterruptedException {
    if (survey == null) {
      survey =
          Survey.of(
              store,
              settings,
              inDatabase(
                  database ->
                      SideBySide.map(
                          compaction.threads(),
                          store.partitions(),
                          partition -> {
                            try (Session session = database.session()) {
                              return PartitionSurvey.of(store, settings, partition, session);
                            }
                          })));
    }
    return survey;
  }

  /**
   * Read once a run.
   *
   * @throws fettle.ops.Failure when they cannot be used
   */
  synchronized Labels labels() throws PassingFailure, IOException, InterruptedException {
    if (labels == null) {
      List<Label> read = settings.labels().map(LabelFile::read).orElse(List.of());
      List<Labels.Said> decided = lakeLabels().labels();
      labels =
          read.isEmpty() && decided.isEmpty()
              ? Labels.NONE
              : Labels.of(read, survey().known()).over(decided, survey().known());
    }
    return labels;
  }

  /**
   * What people decided, as the lake has it; read once a run.
   *
   * @throws fettle.ops.Failure when it cannot be used
   */
  synchronized LakeLabels lakeLabels() throws PassingFailure, IOException, InterruptedException {
    if (lakeLabels == null) {
      lakeLabels = LakeLabels.of(new DecisionArchive(lake.files()));
    }
    return lakeLabels;
  }

  Cut cut() throws PassingFailure, IOException, InterruptedException {
    return Cut.of(settings, survey().first(), survey().last());
  }

  /** Of data, labels and options, hex: what a data set is known by before it is made. */
  String inputs() throws PassingFailure, IOException, InterruptedException {
    return Sha256.of(
        settings.options()
            + "\n"
            + survey().fingerprint()
            + "\n"
            + (settings.labels().isPresent() ? Sha256.of(settings.labels().get()) : "no labels")
            + lakeLabels().fingerprint());
  }

  /** The folder that the data set is made in before it takes its place. */
  DatasetFolder part() {
    return new DatasetFolder(settings.out().resolveSibling(settings.out().getFileName() + ".part"));
  }

  DatasetFolder out() {
    return new DatasetFolder(settings.out());
  }
}
