package fettle.ops.worker;

import fettle.ops.lake.Compaction;
import fettle.ops.lake.CompactionResult;
import fettle.ops.lake.LakePublication;
import fettle.ops.store.PipelineStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Takes what is new in the lake into its Parquet files every so often, as long as the worker has
 * its place, so that the dashboard's charts reach further back than Redis does; and copies these to
 * where dashboards read them, where that is another place. Not a pipeline's run: nobody wants a
 * hundred of them a day in a list.
 */
final class CompactionWatch implements AutoCloseable {
  private final Duration every;
  private final Callable<Compaction> open;
  private final Callable<Optional<LakePublication>> publication;
  private final Consumer<String> say;
  private final PlacedWork work;

  /**
   * @param every zero: never
   * @param open finds the lake; tried again each time
   * @param publication finds what copies the files, where that is wanted
   * @param say takes a line for people
   */
  CompactionWatch(
      PipelineStore store,
      String worker,
      Duration every,
      Callable<Compaction> open,
      Callable<Optional<LakePublication>> publication,
      Consumer<String> say) {
    this.every = every;
    this.open = open;
    this.publication = publication;
    this.say = say;
    this.work =
        new PlacedWork(
            "compaction",
            store,
            worker,
            "what is new in the lake cannot be read into its Parquet files",
            say);
  }

  void start() {
    if (every.isPositive()) {
      work.start(every, every, this::compact);
    }
  }

  private void compact() throws Exception {
    CompactionResult result = open.call().run(line -> {});
    if (result.damaged() > 0) {
      say.accept("the lake: " + result);
    }
    Optional<LakePublication> copy = publication.call();
    if (copy.isPresent()) {
      copy.get().run();
    }
  }

  @Override
  public void close() {
    work.close();
  }
}
