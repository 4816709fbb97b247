package fettle.dashboard.live;

import fettle.dashboard.series.Merging;
import fettle.dashboard.series.Resolution;
import fettle.dashboard.series.TimeRange;
import fettle.telemetry.store.MachineState;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * The histories that views of one machine begin with. One is read at a time, for all that wait for
 * the same: when a subscription is made anew, a thousand viewers of a machine ask the store once.
 * Who asks while it is read waits for the next, as what is announced before that is in it for
 * certain.
 *
 * <p>On the loop alone.
 */
final class SharedHistory {
  private static final Logger LOG = Logger.getLogger(SharedHistory.class);

  private final FeedAccess access;
  private final WatchedState watched;
  private final Predicate<ChartView> shown;
  private final Map<Window, List<Asker>> waiting = new LinkedHashMap<>();
  private boolean reading;

  /**
   * @param shown whether a view is still to be shown
   */
  SharedHistory(FeedAccess access, WatchedState watched, Predicate<ChartView> shown) {
    this.access = access;
    this.watched = watched;
    this.shown = shown;
  }

  /** What is read: the last {@code spanMs} in a resolution. */
  private record Window(Resolution resolution, long spanMs) {}

  /** A view that waits, as it began. */
  private record Asker(ChartView chart, long generation) {
    boolean isWaiting() {
      return chart.generation() == generation;
    }
  }

  private record History(MachineState state, SortedMap<Long, byte[]> buckets) {}

  /** Gives the view the history it began to wait for, in time. */
  void ask(ChartView chart, long generation) {
    waiting
        .computeIfAbsent(
            new Window(chart.resolution(), chart.watch().spanMs()), window -> new ArrayList<>())
        .add(new Asker(chart, generation));
    readNext();
  }

  private void readNext() {
    if (reading || waiting.isEmpty()) {
      return;
    }
    Map.Entry<Window, List<Asker>> next = waiting.entrySet().iterator().next();
    waiting.remove(next.getKey());
    List<Asker> askers =
        next.getValue().stream()
            .filter(asker -> asker.isWaiting() && shown.test(asker.chart()))
            .toList();
    if (askers.isEmpty()) {
      readNext();
    } else {
      read(next.getKey(), askers);
    }
  }

  /** Reads the state first, because it bounds what is read. */
  private void read(Window window, List<Asker> askers) {
    reading = true;
    MachineState known = watched.state();
    access
        .machines()
        .state(known.partition(), known.id())
        .map(newest -> newest.orElse(known))
        .chain(newest -> buckets(newest, window))
        .emitOn(access.loop())
        .subscribe()
        .with(history -> answered(askers, history), e -> failed(askers, e));
  }

  private Uni<History> buckets(MachineState newest, Window window) {
    TimeRange andLater = new TimeRange(access.now() - window.spanMs(), Long.MAX_VALUE / 2);
    return access
        .series()
        .read(newest, window.resolution(), andLater, access.now())
        .map(stored -> Merging.mergePacked(stored, window.resolution()))
        .map(buckets -> new History(newest, buckets));
  }

  private void answered(List<Asker> askers, History history) {
    reading = false;
    watched.take(history.state());
    for (Asker asker : askers) {
      asker.chart().status(watched.json());
      asker.chart().history(asker.generation(), history.buckets());
    }
    readNext();
  }

  private void failed(List<Asker> askers, Throwable e) {
    reading = false;
    LOG.warnf(
        "history of %s cannot be read for %d viewers: %s",
        watched.state().id(), askers.size(), e.getMessage());
    access
        .loop()
        .after(
            FeedAccess.RETRY,
            () -> askers.forEach(asker -> ask(asker.chart(), asker.generation())));
    readNext();
  }
}
