package fettle.ops.worker;

import fettle.ops.store.PipelineStore;
import fettle.ops.usage.HubMeter;
import fettle.ops.usage.Measuring;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Measures every so often how much of the hub's quota is used, as long as the worker has its place.
 * Dashboards show what is to be warned of, and gateways tell it.
 */
final class UsageWatch implements AutoCloseable {
  private final Duration every;
  private final Callable<HubMeter> open;
  private final PipelineStore store;
  private final InstantSource clock;
  private final PlacedWork work;
  private Measuring measuring;

  /**
   * @param every zero: never
   * @param open finds the hub; tried again until it succeeds
   * @param say takes a line for people
   */
  UsageWatch(
      PipelineStore store,
      String worker,
      Duration every,
      Callable<HubMeter> open,
      InstantSource clock,
      Consumer<String> say) {
    this.every = every;
    this.open = open;
    this.store = store;
    this.clock = clock;
    this.work =
        new PlacedWork(
            "usage", store, worker, "nothing warns of the IoT hub's quota or throttling", say);
  }

  void start() {
    if (every.isPositive()) {
      work.start(Duration.ZERO, every, this::look);
    }
  }

  private void look() throws Exception {
    if (measuring == null) {
      measuring = new Measuring(open.call(), store.hubUsage(), clock);
    }
    measuring.measure();
  }

  @Override
  public void close() {
    work.close();
  }
}
