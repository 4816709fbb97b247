package fettle.ops.dataset;

import fettle.ops.environment.Problems;
import fettle.ops.environment.Secret;
import fettle.ops.environment.Section;
import fettle.ops.lake.CompactionSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * The section {@code dataset} of an environment file. An option on the command line goes before it;
 * paths are meant from the file's folder on.
 *
 * @param lake folder of the lake; left out: the environment's own, or the container below
 * @param account storage account of the lake, for {@code --target azure}; left out: the one that
 *     was provisioned
 * @param container of the lake in its account; left out: the one that was provisioned, else {@code
 *     lake}
 * @param connection connection string of the account, as a reference to a secret; with it the lake
 *     is a container on either target
 * @param store folder for the lake's readings as Parquet; left out: beside the lake's folder, or
 *     the environment's own
 * @param publish whether a worker also copies those files into the lake's container, beneath {@code
 *     parquet/}, for dashboards that share no volume with it
 * @param machines glob of the machines to take; left out: all
 * @param since only readings from this time on
 * @param until only readings before this time
 * @param signals to take; left out: all
 * @param resample step of an even grid, such as {@code 1s}; left out: readings as they are
 * @param method {@code last} or {@code mean} of the readings of a step
 * @param fill how long a value stands for missing ones, such as {@code 5s}, at most {@code 1h};
 *     left out: five steps. Longer hides pauses, shorter leaves more steps without a value
 * @param window steps in a window; left out: rows are not cut into windows
 * @param stride steps from window to window; left out: windows do not overlap
 * @param split {@code time:SHARE} or {@code machine:SHARE}
 * @param labels file of labels, CSV or JSON
 * @param memoryMb of DuckDB: with less it uses more of the disk
 * @param threads that work side by side; left out: one a processor. Each needs 128 MB of the
 *     memory, so there may be fewer
 * @param roundMb of blobs that are read before files are written; more means less writing again,
 *     more disk for the round, and more that a kill loses
 */
record DatasetSection(
    String lake,
    String account,
    String container,
    Secret connection,
    String store,
    Boolean publish,
    String machines,
    String since,
    String until,
    List<String> signals,
    String resample,
    String method,
    String fill,
    Integer window,
    Integer stride,
    String split,
    String labels,
    Integer memoryMb,
    Integer threads,
    Integer roundMb)
    implements Section {
  private static final int MOST_MEMORY_MB = 1 << 20;
  private static final int MOST_THREADS = 256;

  DatasetSection {
    publish = publish != null && publish;
    machines = machines == null ? "*" : machines;
    signals = signals == null ? List.of() : List.copyOf(signals);
    method = method == null ? "last" : method;
    split = split == null ? "time:0.8" : split;
    memoryMb = memoryMb == null ? 512 : memoryMb;
    threads = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    roundMb = roundMb == null ? 2048 : roundMb;
  }

  /** The same, its paths being found from somewhere. */
  DatasetSection from(Function<String, Path> place) {
    return new DatasetSection(
        at(place, lake),
        account,
        container,
        connection,
        at(place, store),
        publish,
        machines,
        since,
        until,
        signals,
        resample,
        method,
        fill,
        window,
        stride,
        split,
        at(place, labels),
        memoryMb,
        threads,
        roundMb);
  }

  /** How the lake is read. */
  CompactionSettings compaction() {
    return new CompactionSettings(memoryMb, threads, (long) roundMb << 20);
  }

  private static String at(Function<String, Path> place, String path) {
    return path == null ? null : place.apply(path).toString();
  }

  @Override
  public void check(Problems problems, String path) {
    problems.within(path + ".memoryMb", memoryMb, CompactionSettings.LEAST_MB, MOST_MEMORY_MB);
    problems.within(path + ".threads", threads, 1, MOST_THREADS);
    problems.within(path + ".roundMb", roundMb, 1, MOST_MEMORY_MB);
    if (account != null) {
      problems.matches(
          path + ".account",
          account,
          "[a-z0-9]{3,24}",
          "must be 3 to 24 lower-case letters, digits");
    }
    DatasetRules.check(this)
        .forEach(
            broken ->
                problems.require(
                    false, path + "." + broken.field(), broken.value(), broken.rule()));
  }
}
