package fettle.dashboard.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.dashboard.config.DashboardConfig;
import fettle.dashboard.problem.BadParameter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;

/** All browsers that are connected. What is called from their sockets is handed to the loop. */
@Startup
@ApplicationScoped
public class Viewers implements Viewer.Surroundings {
  private static final Logger LOG = Logger.getLogger(Viewers.class);
  private static final Duration SWEEP = Duration.ofSeconds(10);

  /** With a sweep's period well below the silence that a browser bears (connection.js). */
  private static final Duration IDLE = Duration.ofSeconds(20);

  private final Feeds feeds;
  private final FleetFeed fleet;
  private final Announcements announcements;
  private final LiveMetrics metrics;
  private final LiveLoop loop;
  private final ObjectMapper mapper;
  private final InstantSource clock;
  private final DashboardConfig.Live config;
  private final ClientMessages messages;
  private final ConcurrentMap<String, Viewer> viewers = new ConcurrentHashMap<>();

  Viewers(
      Feeds feeds,
      FleetFeed fleet,
      Announcements announcements,
      LiveMetrics metrics,
      LiveLoop loop,
      ObjectMapper mapper,
      InstantSource clock,
      DashboardConfig config,
      MeterRegistry registry) {
    this.feeds = feeds;
    this.fleet = fleet;
    this.announcements = announcements;
    this.metrics = metrics;
    this.loop = loop;
    this.mapper = mapper;
    this.clock = clock;
    this.config = config.live();
    this.messages = new ClientMessages(config.live().points());
    registry.gaugeMapSize("fettle.dashboard.viewers", List.of(), viewers);
    announcements.onChange(() -> viewers.values().forEach(Viewer::storeChanged));
    loop.every(SWEEP, this::sweep);
  }

  /** A browser connected; false when there are enough. */
  boolean opened(String connection, Viewer.Outlet outlet) {
    if (viewers.size() >= config.viewers()) {
      metrics.refused();
      return false;
    }
    Viewer viewer = new Viewer(outlet, this);
    viewers.put(connection, viewer);
    loop.execute(viewer::flush);
    return true;
  }

  /** A browser said something. */
  void said(String connection, String text) {
    Viewer viewer = viewers.get(connection);
    if (viewer == null) {
      return;
    }
    try {
      ClientMessage message = messages.read(text, clock.millis());
      loop.execute(() -> viewer.take(message));
    } catch (BadParameter bad) {
      loop.execute(() -> viewer.refuse(bad));
    }
  }

  /** A browser answered a ping. */
  void alive(String connection) {
    Viewer viewer = viewers.get(connection);
    if (viewer != null) {
      loop.execute(viewer::heard);
    }
  }

  /** A browser has gone. */
  void closed(String connection) {
    Viewer viewer = viewers.remove(connection);
    if (viewer != null) {
      loop.execute(viewer::close);
    }
  }

  private void sweep() {
    viewers.forEach(
        (connection, viewer) -> {
          if (viewer.isSilentFor(config.silence().toMillis())) {
            LOG.debugf("viewer %s is silent and let go", connection);
            viewers.remove(connection);
            viewer.close();
          } else {
            viewer.assure(IDLE.toMillis());
          }
        });
  }

  @Override
  public Feeds feeds() {
    return feeds;
  }

  @Override
  public FleetFeed fleet() {
    return fleet;
  }

  @Override
  public LiveMetrics metrics() {
    return metrics;
  }

  @Override
  public ObjectMapper mapper() {
    return mapper;
  }

  @Override
  public long now() {
    return clock.millis();
  }

  @Override
  public Duration frameEvery() {
    return config.frameEvery();
  }

  @Override
  public boolean isStoreAway() {
    return announcements.isAway();
  }

  @Override
  public void after(Duration delay, Runnable task) {
    loop.after(delay, task);
  }
}
