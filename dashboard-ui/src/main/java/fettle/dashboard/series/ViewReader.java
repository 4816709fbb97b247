package fettle.dashboard.series;

import fettle.dashboard.store.MachineStore;
import fettle.dashboard.store.RawStore;
import fettle.telemetry.store.Bucket;
import fettle.telemetry.store.MachineState;
import fettle.telemetry.store.StoreKeys;
import fettle.telemetry.store.Tier;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Reads what a chart of a range of time draws: the finest that is kept, in the points it has. */
@ApplicationScoped
public class ViewReader {
  /** Single readings are narrower than any rollup. */
  private static final Tier READING = new Tier(1, 1);

  /** Stored buckets read for one view at most, where a coarser tier can answer. */
  private static final long MOST_BUCKETS = 20_000;

  /** Single readings to each point from which rollups show as much. */
  private static final int MOST_READINGS = 4;

  private final SeriesReader rollups;
  private final RawStore raw;

  ViewReader(SeriesReader rollups, RawStore raw) {
    this.rollups = rollups;
    this.raw = raw;
  }

  /** What is read, finest buckets by their start. */
  private record Found(Tier tier, SortedMap<Long, Bucket> buckets) {}

  /**
   * The view.
   *
   * @param wanted signals to answer with
   * @param points columns, and points of a line, at most
   * @param now epoch milliseconds
   */
  Uni<View> read(
      MachineStore.Found machine, List<String> wanted, TimeRange range, int points, long now) {
    MachineState state = machine.state();
    List<Tier> tiers = machine.stream().tiers();
    Tier coarsest = tiers.getLast();
    long storedFrom = coarsest.chunkStart(now - coarsest.retentionMs());
    long from = Math.max(range.from(), state.firstEvent());
    long to = Math.min(range.to(), state.lastEvent() + 1);
    if (from >= to) {
      Found nothing = new Found(tiers.getFirst(), Collections.emptySortedMap());
      return Uni.createFrom().item(view(state, wanted, range, points, storedFrom, nothing));
    }
    TimeRange held = new TimeRange(from, to);
    Tier tier = Resolution.finest(tiers, held, MOST_BUCKETS, now);
    return rollups
        .read(state, new Resolution(tier, 1), held, now)
        .map(stored -> new Found(tier, Merging.merge(stored, new Resolution(tier, 1))))
        .chain(
            found ->
                isShort(state, held, tiers.getFirst(), points)
                    ? singles(state, held, found)
                    : Uni.createFrom().item(found))
        .map(found -> view(state, wanted, range, points, storedFrom, found));
  }

  /** Whether single readings show more than rollups, by what is known of the machine's pace. */
  private static boolean isShort(MachineState state, TimeRange held, Tier finest, int points) {
    double readings = (held.to() - held.from()) / state.intervalMs();
    return held.buckets(finest.widthMs()) <= points && readings <= (double) MOST_READINGS * points;
  }

  /**
   * The readings of the range in whole buckets, if all that the rollups counted are still there.
   */
  private Uni<Found> singles(MachineState state, TimeRange held, Found found) {
    Resolution stored = new Resolution(found.tier(), 1);
    TimeRange whole =
        new TimeRange(
            stored.start(held.from()), stored.start(held.to() - 1) + found.tier().widthMs());
    return raw.bodies(new StoreKeys(state.partition()), state.id())
        .map(bodies -> SingleReadings.of(state.id(), bodies, state.signals(), whole))
        .map(
            singles ->
                readings(singles) == readings(found.buckets())
                    ? new Found(READING, singles)
                    : found);
  }

  private static long readings(SortedMap<Long, Bucket> buckets) {
    return buckets.values().stream().mapToLong(Bucket::readings).sum();
  }

  private static View view(
      MachineState state,
      List<String> wanted,
      TimeRange range,
      int points,
      long storedFrom,
      Found found) {
    List<String> names = state.signals();
    Map<String, Line> lines = new LinkedHashMap<>();
    Resolution resolution = new Resolution(found.tier(), 1);
    SortedMap<Long, Bucket> columns = found.buckets();
    if (columns.size() > points) {
      double gap = Math.max(1.5 * found.tier().widthMs(), 2.5 * known(state.intervalMs()));
      for (String name : wanted) {
        lines.put(
            name,
            Line.through(
                found.buckets(), names.indexOf(name), found.tier().widthMs(), gap, points));
      }
      resolution = Resolution.of(found.tier(), range, points);
      columns = Merging.mergeBuckets(found.buckets(), resolution);
    }
    return new View(
        found.tier().equals(READING) ? View.Source.READINGS : View.Source.ROLLUPS,
        storedFrom,
        Series.of(state.id(), resolution, range, names, wanted, columns),
        lines);
  }

  private static double known(double intervalMs) {
    return Double.isNaN(intervalMs) ? 0 : intervalMs;
  }
}
