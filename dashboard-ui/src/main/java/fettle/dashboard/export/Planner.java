package fettle.dashboard.export;

import fettle.dashboard.lake.LakeAway;
import fettle.dashboard.lake.LakeReader;
import fettle.dashboard.lake.Reading;
import fettle.dashboard.series.Division;
import fettle.dashboard.series.Merging;
import fettle.dashboard.series.Resolution;
import fettle.dashboard.series.SentReadings;
import fettle.dashboard.series.SeriesReader;
import fettle.dashboard.series.TimeRange;
import fettle.dashboard.store.MachineStore;
import fettle.dashboard.store.RawStore;
import fettle.telemetry.store.Bucket;
import fettle.telemetry.store.MachineState;
import fettle.telemetry.store.StoreKeys;
import fettle.telemetry.store.Tier;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.OptionalLong;

/** Decides what a file is made of: readings if all of the range are at hand, else buckets. */
@ApplicationScoped
class Planner {
  private final LakeReader lake;
  private final SeriesReader rollups;
  private final RawStore raw;

  Planner(LakeReader lake, SeriesReader rollups, RawStore raw) {
    this.lake = lake;
    this.rollups = rollups;
    this.raw = raw;
  }

  /**
   * The contents.
   *
   * @param wanted signals
   * @param now epoch milliseconds
   */
  Uni<Contents> plan(MachineStore.Found machine, List<String> wanted, TimeRange range, long now) {
    MachineState state = machine.state();
    List<Tier> tiers = machine.stream().tiers();
    Tier coarsest = tiers.getLast();
    long storedFrom = coarsest.chunkStart(now - coarsest.retentionMs());
    long from = lake.isThere() ? range.from() : Math.max(range.from(), state.firstEvent());
    long to = Math.min(range.to(), state.lastEvent() + 1);
    if (from >= to) {
      return Uni.createFrom().item(new Contents.Nothing());
    }
    TimeRange held = new TimeRange(from, to);
    return complete()
        .chain(
            until -> {
              if (until.isPresent() && (until.getAsLong() >= to || to <= storedFrom)) {
                return Uni.createFrom().item(new Contents.LakeReadings(held));
              }
              return until.isPresent() && from < storedFrom
                  ? Uni.createFrom().item(divided(state, held, storedFrom, tiers))
                  : stored(state, wanted, held, tiers, now);
            });
  }

  /** Up to when the lake is complete; empty where there is none. */
  private Uni<OptionalLong> complete() {
    return lake.isThere()
        ? lake.complete().onFailure(LakeAway.class).recoverWithItem(OptionalLong.empty())
        : Uni.createFrom().item(OptionalLong.empty());
  }

  private static Contents divided(
      MachineState state, TimeRange held, long storedFrom, List<Tier> tiers) {
    return new Contents.DividedBuckets(
        Division.of(held, storedFrom, tiers, state.intervalMs(), Long.MAX_VALUE, false),
        tiers.getLast());
  }

  private Uni<Contents> stored(
      MachineState state, List<String> wanted, TimeRange asked, List<Tier> tiers, long now) {
    long from = Math.max(asked.from(), state.firstEvent());
    if (from >= asked.to()) {
      return Uni.createFrom().item(new Contents.Nothing());
    }
    TimeRange held = new TimeRange(from, asked.to());
    Tier tier = Resolution.finest(tiers, held, Long.MAX_VALUE, now);
    Resolution stored = new Resolution(tier, 1);
    TimeRange whole =
        new TimeRange(stored.start(held.from()), stored.start(held.to() - 1) + tier.widthMs());
    return Uni.combine()
        .all()
        .unis(
            rollups.read(state, stored, held, now).map(packed -> Merging.merge(packed, stored)),
            raw.bodies(new StoreKeys(state.partition()), state.id()))
        .with(
            (buckets, bodies) -> {
              long counted = buckets.values().stream().mapToLong(Bucket::readings).sum();
              List<Reading> readings = SentReadings.of(state.id(), bodies, wanted, whole);
              return readings.size() == counted
                  ? new Contents.StoredReadings(
                      readings.stream()
                          .filter(one -> one.t() >= held.from() && one.t() < held.to())
                          .toList())
                  : new Contents.StoredBuckets(held, tier);
            });
  }
}
