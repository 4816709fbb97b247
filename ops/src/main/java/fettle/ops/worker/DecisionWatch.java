package fettle.ops.worker;

import fettle.ops.label.DecisionCopy;
import fettle.ops.label.EarlyLabels;
import fettle.ops.store.PipelineStore;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Copies what people decide to the lake every few seconds, as long as the worker has its place;
 * labels of alarms that are over by then, of their whole time. While the lake or Redis is away the
 * decisions wait in Redis.
 */
final class DecisionWatch implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final Callable<DecisionCopy> open;
  private final Consumer<String> say;
  private final EarlyLabels early;
  private final PlacedWork work;
  private DecisionCopy copy;

  /**
   * @param open finds the lake; tried again until it succeeds
   * @param say takes a line for people
   */
  DecisionWatch(
      PipelineStore store, String worker, Callable<DecisionCopy> open, Consumer<String> say) {
    this.open = open;
    this.say = say;
    this.early = new EarlyLabels(store.decisions(), store.alarms());
    this.work =
        new PlacedWork(
            "decisions",
            store,
            worker,
            "what people decide stays in Redis and is not in the lake yet",
            say);
  }

  void start() {
    work.start(Duration.ZERO, EVERY, this::follow);
  }

  private void follow() throws Exception {
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

  @Override
  public void close() {
    work.close();
  }
}
