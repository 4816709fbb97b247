package fettle.ops.worker;

import fettle.ops.store.PipelineStore;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Shows now and then how the environment is doing, as long as the worker has its place. */
final class StatusWatch implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final Duration LIFE = EVERY.multipliedBy(6);

  private final PipelineStore store;
  private final String worker;
  private final Callable<String> look;
  private final Consumer<String> say;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("status").factory());
  private String trouble = "";

  /**
   * @param look gives the status as JSON
   * @param say takes a line for people
   */
  StatusWatch(PipelineStore store, String worker, Callable<String> look, Consumer<String> say) {
    this.store = store;
    this.worker = worker;
    this.look = look;
    this.say = say;
  }

  void start() {
    thread.scheduleWithFixedDelay(this::show, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void show() {
    try {
      if (store.worker().filter(worker::equals).isPresent()) {
        store.status(look.call(), LIFE);
      }
      trouble = "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      tellOnce(e.getMessage());
    } catch (Exception e) { // a look that fails must not end the looking
      tellOnce(e.toString());
    }
  }

  private void tellOnce(String line) {
    if (!line.equals(trouble)) {
      say.accept("the status cannot be shown: " + line);
      trouble = line;
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
