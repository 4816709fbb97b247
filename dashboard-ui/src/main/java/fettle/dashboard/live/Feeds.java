package fettle.dashboard.live;

import fettle.telemetry.MachineId;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The machines that are watched; each has one feed for all of its viewers, until the last has gone.
 *
 * <p>On the loop alone.
 */
@ApplicationScoped
public class Feeds {
  private static final Duration TICK = Duration.ofSeconds(1);

  private final FeedAccess access;
  private final Map<MachineId, MachineFeed> feeds = new HashMap<>();

  Feeds(FeedAccess access, LiveLoop loop, MeterRegistry metrics) {
    this.access = access;
    metrics.gaugeMapSize("fettle.dashboard.machines.watched", List.of(), feeds);
    loop.every(TICK, () -> feeds.values().forEach(MachineFeed::tick));
  }

  /** Begins a view. */
  void watch(ChartView chart) {
    MachineId id = chart.watch().machine();
    MachineFeed feed = feeds.get(id);
    if (feed == null) {
      feed = new MachineFeed(id, access);
      feeds.put(id, feed);
      feed.add(chart);
      feed.open();
    } else {
      feed.add(chart);
    }
  }

  /** Ends a view. */
  void leave(ChartView chart) {
    MachineId id = chart.watch().machine();
    MachineFeed feed = feeds.get(id);
    if (feed == null) {
      return;
    }
    feed.remove(chart);
    if (feed.isUnwatched()) {
      feed.close();
      feeds.remove(id);
    }
  }
}
