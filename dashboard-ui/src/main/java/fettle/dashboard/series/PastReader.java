package fettle.dashboard.series;

import fettle.dashboard.lake.LakeAway;
import fettle.dashboard.lake.LakeQuery;
import fettle.dashboard.lake.LakeReader;
import fettle.telemetry.store.Bucket;
import fettle.telemetry.store.MachineState;
import fettle.telemetry.store.Tier;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what the store has dropped, out of the lake, and joins it to what the store still has. */
@ApplicationScoped
class PastReader {
  /** More is not read of the lake in one answer, whatever the machine's pace was taken for. */
  private static final int MOST_READ = 100_000;

  private final LakeReader lake;
  private final SeriesReader rollups;

  PastReader(LakeReader lake, SeriesReader rollups) {
    this.lake = lake;
    this.rollups = rollups;
  }

  /**
   * What is read.
   *
   * @param lakeTo epoch milliseconds up to which the lake's part is complete; empty where nobody
   *     knows
   * @param hasOlder whether the lake has anything in the range
   */
  record Found(
      long widthMs, OptionalLong lakeTo, boolean hasOlder, SortedMap<Long, Bucket> buckets) {}

  boolean isThere() {
    return lake.isThere();
  }

  /**
   * What is wanted.
   *
   * @param range that begins before the store does
   * @param storedFrom begin of a bucket of the coarsest tier; what is older is in the lake alone
   * @param tiers of the store, finest first
   */
  record Stretch(TimeRange range, long storedFrom, List<Tier> tiers) {
    Division divided(MachineState state, boolean singles) {
      return Division.of(
          range, storedFrom, tiers, state.intervalMs(), ViewReader.MOST_BUCKETS, singles);
    }
  }

  /**
   * Reads a stretch.
   *
   * @param singles whether single readings are wanted where all of it is of the lake; buckets come
   *     where they turn out to be too many
   */
  Uni<Found> read(
      MachineState state, List<String> wanted, Stretch stretch, boolean singles, long now) {
    Tier coarsest = stretch.tiers().getLast();
    return read(state, wanted, stretch.divided(state, singles), coarsest, now)
        .chain(
            found ->
                // the machine was faster then than it is now
                found.buckets().size() >= MOST_READ
                    ? read(state, wanted, stretch.divided(state, false), coarsest, now)
                    : Uni.createFrom().item(found));
  }

  private Uni<Found> read(
      MachineState state, List<String> wanted, Division division, Tier coarsest, long now) {
    Uni<SortedMap<Long, Bucket>> stored =
        division
            .stored()
            .map(range -> stored(state, range, coarsest, division.widthMs(), now))
            .orElseGet(() -> Uni.createFrom().item(Collections.emptySortedMap()));
    return stored.chain(
        newer ->
            lake.buckets(query(state, wanted, division.lake(), division.widthMs()))
                .map(
                    older -> {
                      SortedMap<Long, Bucket> all = new TreeMap<>(older.buckets());
                      all.putAll(newer);
                      return new Found(
                          division.widthMs(), older.until(), !older.buckets().isEmpty(), all);
                    }));
  }

  /** Single readings of a time that the store has in rollups; none where the lake is away. */
  Uni<SortedMap<Long, Bucket>> singles(MachineState state, List<String> wanted, TimeRange range) {
    return lake.buckets(query(state, wanted, range, 1))
        .map(LakeReader.Answer::buckets)
        .onFailure(LakeAway.class)
        .recoverWithItem(Collections.emptySortedMap());
  }

  private static LakeQuery query(
      MachineState state, List<String> wanted, TimeRange range, long widthMs) {
    return new LakeQuery(
        state.id(), state.signals(), wanted, range.from(), range.to(), widthMs, MOST_READ);
  }

  private Uni<SortedMap<Long, Bucket>> stored(
      MachineState state, TimeRange range, Tier coarsest, long widthMs, long now) {
    return rollups
        .read(state, new Resolution(coarsest, 1), range, now)
        .map(packed -> Merging.merge(packed, new Resolution(coarsest, 1)))
        .map(
            buckets ->
                Merging.mergeBuckets(
                    buckets, new Resolution(coarsest, widthMs / coarsest.widthMs())));
  }
}
