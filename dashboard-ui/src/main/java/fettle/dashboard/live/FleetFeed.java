package fettle.dashboard.live;

import fettle.dashboard.config.DashboardConfig;
import fettle.dashboard.fleet.Fleet;
import fettle.dashboard.fleet.FleetQuery;
import fettle.dashboard.fleet.Judge;
import fettle.dashboard.store.MachineStore;
import fettle.telemetry.store.MachineState;
import fettle.telemetry.store.MachineStateCodec;
import fettle.telemetry.store.StoreKeys;
import fettle.telemetry.store.StreamInfo;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The fleet in memory for as long as somebody looks at it: all states read, then what is announced.
 * It is read again when a subscription was lost, and now and then besides, so that what a gateway
 * wrote and did not live to announce is seen too.
 *
 * <p>On the loop alone.
 */
@ApplicationScoped
public class FleetFeed implements Announcements.Listener {
  private static final Logger LOG = Logger.getLogger(FleetFeed.class);
  private static final Duration TICK = Duration.ofSeconds(1);

  private final MachineStore store;
  private final Announcements announcements;
  private final LiveLoop loop;
  private final LiveMetrics metrics;
  private final LiveBeats beats;
  private final LiveDescriptions descriptions;
  private final InstantSource clock;
  private final long reloadMs;
  private final Fleet fleet;
  private final Set<FleetWindow> windows = new HashSet<>();
  private final Set<String> channels = new HashSet<>();
  private boolean reading;
  private boolean readAgain;
  private long lastRead;
  private boolean loaded;
  private StreamInfo stream;

  FleetFeed(
      MachineStore store,
      Announcements announcements,
      LiveLoop loop,
      LiveMetrics metrics,
      LiveBeats beats,
      LiveDescriptions descriptions,
      InstantSource clock,
      Judge judge,
      DashboardConfig config) {
    this.store = store;
    this.announcements = announcements;
    this.loop = loop;
    this.metrics = metrics;
    this.beats = beats;
    this.descriptions = descriptions;
    this.clock = clock;
    this.reloadMs = config.store().reload().toMillis();
    this.fleet = new Fleet(judge);
    loop.every(TICK, this::tick);
  }

  /** Opens a view; {@code news} is called when it has something to send. */
  FleetWindow open(FleetQuery query, Runnable news) {
    FleetWindow window = new FleetWindow(fleet, query, news);
    windows.add(window);
    if (loaded) {
      window.judged();
    } else {
      read();
    }
    return window;
  }

  /** Ends a view. */
  void close(FleetWindow window) {
    windows.remove(window);
  }

  private void tick() {
    if (windows.isEmpty()) {
      rest();
      return;
    }
    boolean noStream = channels.isEmpty();
    if (noStream || clock.millis() - lastRead > reloadMs) {
      read();
    }
    if (stream != null) {
      beats.refresh(stream);
    }
    descriptions.refresh();
    if (loaded) {
      judge();
    }
  }

  /** Nobody looks: nothing is heard or held. */
  private void rest() {
    channels.forEach(announcements::forget);
    channels.clear();
    loaded = false;
    fleet.replace(List.of());
  }

  private void judge() {
    fleet.describe(descriptions.current());
    fleet.judge(beats.current(), clock.millis());
    windows.forEach(FleetWindow::judged);
  }

  private void read() {
    if (reading) {
      readAgain = true;
      return;
    }
    reading = true;
    lastRead = clock.millis();
    store.stream()
        .emitOn(loop)
        .subscribe()
        .with(this::streamFound, e -> failed("the stream cannot be read", e));
  }

  private void streamFound(Optional<StreamInfo> found) {
    stream = found.orElse(null);
    if (stream == null) {
      done(List.of());
      return;
    }
    beats.refresh(stream);
    descriptions.refresh();
    if (channels.isEmpty()) {
      for (int p = 0; p < stream.partitions(); p++) {
        String channel = new StoreKeys(p).fleet();
        channels.add(channel);
        announcements.hear(channel, this);
      }
    }
    store
        .all(stream)
        .emitOn(loop)
        .subscribe()
        .with(this::done, e -> failed("the machines cannot be read", e));
  }

  private void done(List<MachineState> states) {
    reading = false;
    if (windows.isEmpty() && channels.isEmpty()) {
      return; // nobody has looked for a while
    }
    fleet.replace(states);
    loaded = true;
    judge();
    if (readAgain) {
      readAgain = false;
      read();
    }
  }

  private void failed(String what, Throwable e) {
    reading = false;
    readAgain = false;
    LOG.warnf("%s: %s", what, e.getMessage());
  }

  /** What was announced before is not known: all is read. */
  @Override
  public void subscribed() {
    read();
  }

  @Override
  public void announced(byte[] message) {
    try {
      MachineStateCodec.decodeAll(message).forEach(fleet::put);
    } catch (IllegalArgumentException e) {
      metrics.unreadable();
      LOG.warnf("an announcement on a fleet channel is not readable: %s", e.getMessage());
    }
  }

  @Override
  public void lost() {
    LOG.debug("the fleet's channels are lost");
  }
}
