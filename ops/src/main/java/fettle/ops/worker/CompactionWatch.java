package fettle.ops.worker;

import fettle.ops.Failure;
import fettle.ops.lake.Compaction;
import fettle.ops.lake.CompactionResult;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.store.PipelineStore;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Takes what is new in the lake into its Parquet files every so often, as long as the worker has
 * its place, so that the dashboard's charts reach further back than Redis does. Not a pipeline's
 * run: nobody wants a hundred of them a day in a list.
 */
final class CompactionWatch implements AutoCloseable {
  private final PipelineStore store;
  private final String worker;
  private final Duration every;
  private final Callable<Compaction> open;
  private final Consumer<String> say;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("compaction").factory());
  private String trouble = "";

  /**
   * @param every zero: never
   * @param open finds the lake; tried again each time
   * @param say takes a line for people
   */
  CompactionWatch(
      PipelineStore store,
      String worker,
      Duration every,
      Callable<Compaction> open,
      Consumer<String> say) {
    this.store = store;
    this.worker = worker;
    this.every = every;
    this.open = open;
    this.say = say;
  }

  void start() {
    if (every.isPositive()) {
      thread.scheduleWithFixedDelay(
          this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void look() {
    try {
      if (store.worker().filter(worker::equals).isPresent()) {
        CompactionResult result = open.call().run(line -> {});
        if (result.damaged() > 0) {
          say.accept("the lake: " + result);
        }
      }
      trouble = "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | PassingFailure | Failure e) {
      tellOnce(e.getMessage());
    } catch (Exception e) { // a look that fails must not end the looking
      tellOnce(e.toString());
    }
  }

  private void tellOnce(String line) {
    if (!line.equals(trouble)) {
      say.accept("what is new in the lake cannot be read into its Parquet files: " + line);
      trouble = line;
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
