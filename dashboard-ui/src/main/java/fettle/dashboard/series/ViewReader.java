package fettle.dashboard.series;

import fettle.dashboard.lake.LakeAway;
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
import java.util.OptionalLong;
import java.util.SortedMap;

/** Reads what a chart of a range of time draws: the finest that is kept, in the points it has. */
@ApplicationScoped
public class ViewReader {
  /** Single readings are narrower than any rollup. */
  private static final Tier READING = new Tier(1, 1);

  /** Buckets read for one view at most, where coarser ones can answer. */
  static final int MOST_BUCKETS = 20_000;

  /** Single readings to each point from which rollups show as much. */
  private static final int MOST_READINGS = 4;

  private final SeriesReader rollups;
  private final RawStore raw;
  private final PastReader past;

  ViewReader(SeriesReader rollups, RawStore raw, PastReader past) {
    this.rollups = rollups;
    this.raw = raw;
    this.past = past;
  }

  /** What is asked for. */
  private record Asked(
      MachineState state, List<String> wanted, TimeRange range, int points, long storedFrom) {}

  /**
   * What is read, finest buckets by their start.
   *
   * @param lakeTo up to when the lake's part is complete
   */
  private record Found(
      View.Source source, Tier tier, SortedMap<Long, Bucket> buckets, OptionalLong lakeTo) {

    static Found stored(View.Source source, Tier tier, SortedMap<Long, Bucket> buckets) {
      return new Found(source, tier, buckets, OptionalLong.empty());
    }
  }

  /**
   * The view.
   *
   * @param wanted signals to answer with
   * @param points columns, and points of a line, at most
   * @param now epoch milliseconds
   */
  public Uni<View> read(
      MachineStore.Found machine, List<String> wanted, TimeRange range, int points, long now) {
    MachineState state = machine.state();
    List<Tier> tiers = machine.stream().tiers();
    Tier coarsest = tiers.getLast();
    long storedFrom = coarsest.chunkStart(now - coarsest.retentionMs());
    Asked asked = new Asked(state, wanted, range, points, storedFrom);
    boolean isPast = past.isThere() && range.from() < seam(state, coarsest, storedFrom);
    long from = isPast ? range.from() : Math.max(range.from(), state.firstEvent());
    long to = Math.min(range.to(), state.lastEvent() + 1);
    Uni<Found> found;
    if (from >= to) {
      found =
          Uni.createFrom()
              .item(
                  Found.stored(
                      View.Source.ROLLUPS, tiers.getFirst(), Collections.emptySortedMap()));
    } else if (isPast) {
      found = past(asked, new TimeRange(from, to), tiers, now);
    } else {
      found = stored(asked, new TimeRange(from, to), tiers, now);
    }
    return found.map(read -> view(asked, read));
  }

  private Uni<Found> stored(Asked asked, TimeRange held, List<Tier> tiers, long now) {
    Tier tier = Resolution.finest(tiers, held, MOST_BUCKETS, now);
    return rollups
        .read(asked.state(), new Resolution(tier, 1), held, now)
        .map(stored -> Merging.merge(stored, new Resolution(tier, 1)))
        .map(buckets -> Found.stored(View.Source.ROLLUPS, tier, buckets))
        .chain(
            found ->
                isShort(asked.state(), held, tiers.getFirst(), asked.points())
                    ? singles(asked, held, found)
                    : Uni.createFrom().item(found));
  }

  /** Out of the lake, with what follows it out of the store. */
  private Uni<Found> past(Asked asked, TimeRange held, List<Tier> tiers, long now) {
    MachineState state = asked.state();
    boolean singles = isShort(state, held, tiers.getFirst(), asked.points());
    long seam = seam(state, tiers.getLast(), asked.storedFrom());
    return past.read(state, asked.wanted(), new PastReader.Stretch(held, seam, tiers), singles, now)
        .chain(
            found ->
                found.hasOlder()
                    ? Uni.createFrom().item(ofLake(found))
                    : newer(asked, held, tiers, found.lakeTo(), now))
        .onFailure(LakeAway.class)
        .recoverWithUni(
            away ->
                asked.range().from() >= asked.storedFrom()
                    // the store can have all of it, and mostly does
                    ? newer(asked, held, tiers, OptionalLong.empty(), now)
                    : Uni.createFrom().failure(away));
  }

  private static Found ofLake(PastReader.Found found) {
    return new Found(
        found.widthMs() == 1 ? View.Source.READINGS : View.Source.ROLLUPS,
        new Tier(found.widthMs(), found.widthMs()),
        found.buckets(),
        found.lakeTo());
  }

  /** Where the lake has nothing, what the store has may be finer. */
  private Uni<Found> newer(
      Asked asked, TimeRange held, List<Tier> tiers, OptionalLong lakeTo, long now) {
    long from = Math.max(held.from(), asked.state().firstEvent());
    if (from >= held.to()) {
      return Uni.createFrom()
          .item(
              new Found(
                  View.Source.ROLLUPS, tiers.getFirst(), Collections.emptySortedMap(), lakeTo));
    }
    return stored(asked, new TimeRange(from, held.to()), tiers, now)
        .map(found -> new Found(found.source(), found.tier(), found.buckets(), lakeTo));
  }

  /** What is older than a machine's first reading in a store may be of a store before it. */
  private static long seam(MachineState state, Tier coarsest, long storedFrom) {
    return Math.max(storedFrom, coarsest.bucketStart(state.firstEvent()));
  }

  /** Whether single readings show more than rollups, by what is known of the machine's pace. */
  private static boolean isShort(MachineState state, TimeRange held, Tier finest, int points) {
    double readings = (held.to() - held.from()) / state.intervalMs();
    return held.buckets(finest.widthMs()) <= points && readings <= (double) MOST_READINGS * points;
  }

  /**
   * The readings of the range in whole buckets, if all that the rollups counted are still there, or
   * are in the lake.
   */
  private Uni<Found> singles(Asked asked, TimeRange held, Found found) {
    MachineState state = asked.state();
    Resolution stored = new Resolution(found.tier(), 1);
    TimeRange whole =
        new TimeRange(
            stored.start(held.from()), stored.start(held.to() - 1) + found.tier().widthMs());
    return raw.bodies(new StoreKeys(state.partition()), state.id())
        .map(bodies -> SingleReadings.of(state.id(), bodies, state.signals(), whole))
        .chain(
            singles ->
                past.isThere() && readings(singles) != readings(found.buckets())
                    ? past.singles(state, asked.wanted(), whole)
                    : Uni.createFrom().item(singles))
        .map(
            singles ->
                readings(singles) == readings(found.buckets())
                    ? Found.stored(View.Source.READINGS, READING, singles)
                    : found);
  }

  private static long readings(SortedMap<Long, Bucket> buckets) {
    return buckets.values().stream().mapToLong(Bucket::readings).sum();
  }

  private static View view(Asked asked, Found found) {
    MachineState state = asked.state();
    List<String> names = state.signals();
    int points = asked.points();
    long width = found.tier().widthMs();
    Map<String, Line> lines = new LinkedHashMap<>();
    Resolution resolution = new Resolution(found.tier(), 1);
    SortedMap<Long, Bucket> columns = found.buckets();
    if (columns.size() > points) {
      double gap = Math.max(1.5 * width, 2.5 * known(state.intervalMs()));
      for (String name : asked.wanted()) {
        lines.put(name, Line.through(found.buckets(), names.indexOf(name), width, gap, points));
      }
      resolution = Resolution.of(found.tier(), asked.range(), points);
      columns = Merging.mergeBuckets(found.buckets(), resolution);
    }
    return new View(
        found.source(),
        asked.storedFrom(),
        found.lakeTo().isPresent() ? found.lakeTo().getAsLong() : null,
        Series.of(state.id(), resolution, asked.range(), names, asked.wanted(), columns),
        lines);
  }

  private static double known(double intervalMs) {
    return Double.isNaN(intervalMs) ? 0 : intervalMs;
  }
}
