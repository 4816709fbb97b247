package fettle.dashboard.live;

import fettle.dashboard.series.Merging;
import fettle.dashboard.series.Resolution;
import fettle.telemetry.store.LiveUpdate;
import fettle.telemetry.store.MachineState;
import fettle.telemetry.store.StoreKeys;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jboss.logging.Logger;

/**
 * The coarser buckets that announcements touched, read back from the store for all views of a
 * resolution at once: the longest touched first, and no more of them at once than are made of
 * {@link #MOST_STORED} stored ones. What is outside of every window is not kept, so the bound is
 * the windows'.
 *
 * <p>On the loop alone.
 */
final class CoarseBuckets {
  private static final Logger LOG = Logger.getLogger(CoarseBuckets.class);

  /** Stored buckets in one read. */
  private static final int MOST_STORED = 1024;

  private final FeedAccess access;
  private final Map<Resolution, Set<Long>> touched = new HashMap<>();
  private final Set<Resolution> reading = new HashSet<>();

  CoarseBuckets(FeedAccess access) {
    this.access = access;
  }

  /** These finer buckets changed, and with them those that the view shows. */
  void touched(ChartView chart, LiveUpdate update) {
    Resolution shown = chart.resolution();
    Set<Long> starts = touched.computeIfAbsent(shown, resolution -> new LinkedHashSet<>());
    for (LiveUpdate.Changed changed : update.buckets()) {
      long start = shown.start(changed.start());
      if (chart.shows(start, access.now())) {
        starts.add(start);
      }
    }
  }

  /** Reads what was touched, except where the read before is not answered yet. */
  void readBack(MachineState state, Collection<ChartView> charts) {
    for (Resolution resolution : Set.copyOf(touched.keySet())) {
      if (!reading.contains(resolution)) {
        read(state, resolution, charts);
      }
    }
  }

  private void read(MachineState state, Resolution resolution, Collection<ChartView> charts) {
    List<Asker> askers =
        charts.stream()
            .filter(chart -> resolution.equals(chart.resolution()))
            .map(chart -> new Asker(chart, chart.generation()))
            .toList();
    if (askers.isEmpty()) {
      touched.remove(resolution);
      return;
    }
    List<Long> starts = take(resolution);
    List<Long> stored =
        starts.stream().flatMap(start -> resolution.storedStarts(start).stream()).toList();
    reading.add(resolution);
    access
        .buckets()
        .at(new StoreKeys(state.partition()), state.id(), resolution.tier(), stored)
        .map(packed -> Merging.mergePacked(packed, resolution))
        .emitOn(access.loop())
        .subscribe()
        .with(
            buckets -> answered(resolution, buckets, askers),
            e -> {
              reading.remove(resolution);
              touched.computeIfAbsent(resolution, r -> new LinkedHashSet<>()).addAll(starts);
              LOG.warnf("buckets of %s cannot be read back: %s", state.id(), e.getMessage());
            });
  }

  /** A view for which is read, as it was then. */
  private record Asker(ChartView chart, long generation) {}

  /** Takes as many of the touched buckets as one read may ask for, at least one. */
  private List<Long> take(Resolution resolution) {
    Set<Long> starts = touched.get(resolution);
    long most = Math.max(1, MOST_STORED / resolution.factor());
    List<Long> taken = starts.stream().limit(most).toList();
    taken.forEach(starts::remove);
    if (starts.isEmpty()) {
      touched.remove(resolution);
    }
    return taken;
  }

  private void answered(
      Resolution resolution, SortedMap<Long, byte[]> buckets, List<Asker> askers) {
    reading.remove(resolution);
    askers.forEach(asker -> asker.chart().changed(asker.generation(), buckets, access.now()));
  }
}
