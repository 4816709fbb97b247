package fettle.ops.worker;

import fettle.ops.Failure;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.store.PipelineStore;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What a worker does every so often besides runs, as long as it has its place. What goes wrong is
 * told once, and tried again.
 */
final class PlacedWork implements AutoCloseable {
  private final PipelineStore store;
  private final String worker;
  private final String complaint;
  private final Consumer<String> say;
  private final ScheduledExecutorService thread;
  private String trouble = "";

  /** The work itself. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  /**
   * @param name of its thread
   * @param complaint what a failure means, before its reason
   * @param say takes a line for people
   */
  PlacedWork(
      String name, PipelineStore store, String worker, String complaint, Consumer<String> say) {
    this.store = store;
    this.worker = worker;
    this.complaint = complaint;
    this.say = say;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(name).factory());
  }

  void start(Duration first, Duration every, Work work) {
    thread.scheduleWithFixedDelay(
        () -> look(work), first.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look(Work work) {
    try {
      if (store.worker().filter(worker::equals).isPresent()) {
        work.run();
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
      say.accept(complaint + ": " + line);
      trouble = line;
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
