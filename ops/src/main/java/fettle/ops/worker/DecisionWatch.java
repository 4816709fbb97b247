package fettle.ops.worker;

import fettle.ops.Failure;
import fettle.ops.label.DecisionCopy;
import fettle.ops.label.EarlyLabels;
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
 * Copies what people decide to the lake every few seconds, as long as the worker has its place;
 * labels of alarms that are over by then, of their whole time. While the lake or Redis is away the
 * decisions wait in Redis.
 */
final class DecisionWatch implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final PipelineStore store;
  private final String worker;
  private final Callable<DecisionCopy> open;
  private final Consumer<String> say;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("decisions").factory());
  private final EarlyLabels early;
  private DecisionCopy copy;
  private String trouble = "";

  /**
   * @param open finds the lake; tried again until it succeeds
   * @param say takes a line for people
   */
  DecisionWatch(
      PipelineStore store, String worker, Callable<DecisionCopy> open, Consumer<String> say) {
    this.store = store;
    this.worker = worker;
    this.open = open;
    this.say = say;
    this.early = new EarlyLabels(store.decisions(), store.alarms());
  }

  void start() {
    thread.scheduleWithFixedDelay(this::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      if (store.worker().filter(worker::equals).isPresent()) {
        work();
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

  private void work() throws Exception {
    if (copy == null) {
      copy = open.call();
      int restored = copy.restore();
      if (restored > 0) {
        say.accept(
            "Redis had none of what people decided; %,d decisions are there again from the lake"
                .formatted(restored));
      }
    }
    early.follow();
    copy.copy();
  }

  private void tellOnce(String line) {
    if (!line.equals(trouble)) {
      say.accept("what people decide stays in Redis and is not in the lake yet: " + line);
      trouble = line;
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
