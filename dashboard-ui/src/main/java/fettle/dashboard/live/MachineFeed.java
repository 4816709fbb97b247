package fettle.dashboard.live;

import fettle.dashboard.problem.Problem;
import fettle.dashboard.series.Resolution;
import fettle.dashboard.series.TimeRange;
import fettle.telemetry.MachineId;
import fettle.telemetry.store.LiveUpdate;
import fettle.telemetry.store.MachineState;
import fettle.telemetry.store.StoreKeys;
import fettle.telemetry.store.StreamInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * One machine that somebody watches: one subscription for all of its viewers. Views in the stored
 * resolution of the announcements take them as they are; for coarser ones the touched buckets are
 * read back once a second, from a store that is at least as new as the announcement.
 *
 * <p>On the loop alone.
 */
final class MachineFeed implements Announcements.Listener {
  private static final Logger LOG = Logger.getLogger(MachineFeed.class);

  private final MachineId id;
  private final FeedAccess access;
  private final Set<ChartView> charts = new HashSet<>();
  private final CoarseBuckets coarse;
  private StreamInfo stream;
  private WatchedState watched;
  private SharedHistory history;
  private String channel;
  private boolean subscribed;

  MachineFeed(MachineId id, FeedAccess access) {
    this.id = id;
    this.access = access;
    this.coarse = new CoarseBuckets(access);
  }

  /** Finds the machine, then hears it. */
  void open() {
    access
        .machines()
        .find(id)
        .emitOn(access.loop())
        .subscribe()
        .with(
            found ->
                found.ifPresentOrElse(
                    machine -> found(machine.state(), machine.stream()), this::unknown),
            this::notFound);
  }

  private void notFound(Throwable e) {
    LOG.warnf("%s cannot be looked up: %s", id, e.getMessage());
    later(this::open);
  }

  private void found(MachineState first, StreamInfo itsStream) {
    if (charts.isEmpty() || channel != null) {
      return;
    }
    stream = itsStream;
    access.beats().refresh(stream);
    access.descriptions().refresh();
    watched = new WatchedState(first, access, this::stateChanged);
    history = new SharedHistory(access, watched, charts::contains);
    channel = new StoreKeys(first.partition()).live(id);
    access.announcements().hear(channel, this);
  }

  private void stateChanged(String json) {
    charts.stream()
        .filter(chart -> chart.resolution() != null)
        .forEach(chart -> chart.status(json));
  }

  /** It may yet come. */
  private void unknown() {
    Problem problem =
        new Problem("Unknown machine", 404, "no machine " + id + " has sent a reading yet", null);
    charts.forEach(chart -> chart.problem(problem));
    later(this::open);
  }

  /** Shows a view from now on. */
  void add(ChartView chart) {
    charts.add(chart);
    if (subscribed) {
      begin(chart);
    }
  }

  /** Ends a view. */
  void remove(ChartView chart) {
    charts.remove(chart);
  }

  boolean isUnwatched() {
    return charts.isEmpty();
  }

  /** Ends the subscription. */
  void close() {
    if (channel != null) {
      access.announcements().forget(channel);
    }
  }

  @Override
  public void subscribed() {
    subscribed = true;
    List.copyOf(charts).forEach(this::begin);
  }

  @Override
  public void lost() {
    subscribed = false;
  }

  /** Changes from now on are kept for a view, and its history is asked for. */
  private void begin(ChartView chart) {
    long now = access.now();
    TimeRange window = new TimeRange(now - chart.watch().spanMs(), now);
    Resolution resolution = Resolution.choose(stream.tiers(), window, chart.watch().points(), now);
    history.ask(chart, chart.begin(resolution));
  }

  @Override
  public void announced(byte[] message) {
    LiveUpdate update;
    try {
      update = LiveUpdate.decode(message);
    } catch (IllegalArgumentException e) {
      access.metrics().unreadable();
      LOG.warnf("an announcement of %s is not readable: %s", id, e.getMessage());
      return;
    }
    for (ChartView chart : charts) {
      Resolution shown = chart.resolution();
      if (shown == null) {
        continue;
      }
      if (shown.isStored() && shown.tier().widthMs() == update.tierMs()) {
        chart.changed(update, access.now());
      } else {
        coarse.touched(chart, update);
      }
    }
    watched.refresh();
  }

  /** Once a second: coarse buckets are read back, and the passing of time is judged. */
  void tick() {
    if (subscribed) {
      access.beats().refresh(stream);
      access.descriptions().refresh();
      watched.judge();
      coarse.readBack(watched.state(), charts);
      charts.forEach(ChartView::tick);
    }
  }

  private void later(Runnable again) {
    access
        .loop()
        .after(
            FeedAccess.RETRY,
            () -> {
              if (!charts.isEmpty()) {
                again.run();
              }
            });
  }
}
