package fettle.dashboard.export;

import fettle.dashboard.config.DashboardConfig;
import fettle.dashboard.lake.LakeAway;
import fettle.dashboard.lake.LakeQuery;
import fettle.dashboard.lake.LakeReader;
import fettle.dashboard.lake.Reading;
import fettle.dashboard.lake.ReadingsQuery;
import fettle.dashboard.series.Merging;
import fettle.dashboard.series.Resolution;
import fettle.dashboard.series.SeriesReader;
import fettle.dashboard.series.TimeRange;
import fettle.telemetry.store.MachineState;
import fettle.telemetry.store.Tier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Reads contents page by page, each when the one before has gone. */
@ApplicationScoped
class Pages {
  /** Rows of a page at most. */
  static final int PAGE = 20_000;

  /**
   * A machine may have been faster than it is, which its rows were reckoned by; but not by much.
   */
  private static final long MORE_THAN_TOLD = 2;

  private static final long SHORTEST = 1_000;
  private static final long LONGEST = 86_400_000;

  private final LakeReader lake;
  private final SeriesReader rollups;
  private final long most;

  Pages(LakeReader lake, SeriesReader rollups, DashboardConfig config) {
    this.lake = lake;
    this.rollups = rollups;
    this.most = MORE_THAN_TOLD * config.export().rows();
  }

  /** The file as CSV: its first line, then page after page. */
  Multi<byte[]> of(Contents contents, MachineState state, List<String> wanted, long now) {
    Table table = new Table(state.id(), state.signals(), wanted);
    return Multi.createBy()
        .concatenating()
        .streams(
            Multi.createFrom().item(Table.header(columns(contents, table))),
            rows(contents, state, table, now).filter(page -> page.length > 0));
  }

  static List<Table.Column> columns(Contents contents, Table table) {
    return switch (contents) {
      case Contents.OfReadings readings -> table.ofReadings();
      case Contents.OfBuckets buckets -> table.ofBuckets();
    };
  }

  private Multi<byte[]> rows(Contents contents, MachineState state, Table table, long now) {
    return switch (contents) {
      case Contents.Nothing nothing -> Multi.createFrom().empty();
      case Contents.StoredReadings stored ->
          Multi.createFrom()
              .iterable(stored.readings())
              .group()
              .intoLists()
              .of(PAGE)
              .map(table::readings);
      case Contents.LakeReadings all -> readings(all.range(), state, table);
      case Contents.StoredBuckets stored ->
          buckets(state, table, stored.range(), new Resolution(stored.tier(), 1), now).toMulti();
      case Contents.DividedBuckets divided -> divided(divided, state, table, now);
    };
  }

  private Multi<byte[]> readings(TimeRange range, MachineState state, Table table) {
    long window =
        Double.isNaN(state.intervalMs())
            ? SHORTEST
            : Math.clamp((long) (PAGE / 2 * state.intervalMs()), SHORTEST, LONGEST);
    Cursor cursor = new Cursor(range.from(), most);
    return Multi.createBy()
        .repeating()
        .uni(
            () -> {
              long to = Math.min(cursor.at + window, range.to());
              return lake.readings(
                  new ReadingsQuery(state.id(), table.wanted(), cursor.at, to, PAGE + 1),
                  page -> table.readings(cursor.take(page, to)));
            })
        .whilst(page -> cursor.at < range.to());
  }

  /** Up to where readings have been taken. */
  private static final class Cursor {
    private final long most;
    private long rows;
    private volatile long at;

    Cursor(long from, long most) {
      this.at = from;
      this.most = most;
    }

    /** A page that is full ends before its last time, which the next one begins with. */
    List<Reading> take(List<Reading> page, long to) {
      rows += page.size();
      if (rows > most) {
        throw LakeAway.tooLong(most);
      }
      if (page.size() <= PAGE) {
        at = to;
        return page;
      }
      long last = page.getLast().t();
      if (last == at) {
        throw LakeAway.tooMany(PAGE, last);
      }
      at = last;
      return page.stream().filter(reading -> reading.t() < last).toList();
    }
  }

  private Multi<byte[]> divided(
      Contents.DividedBuckets divided, MachineState state, Table table, long now) {
    long width = divided.widthMs();
    TimeRange range = divided.division().lake();
    List<TimeRange> pages = new ArrayList<>();
    for (long from = range.from(); from < range.to(); from += PAGE * width) {
      pages.add(new TimeRange(from, Math.min(from + PAGE * width, range.to())));
    }
    Multi<byte[]> older =
        Multi.createFrom()
            .iterable(pages)
            .onItem()
            .transformToUniAndConcatenate(page -> ofLake(page, width, state, table));
    Tier coarsest = divided.coarsest();
    Resolution resolution = new Resolution(coarsest, width / coarsest.widthMs());
    return divided
        .division()
        .stored()
        .map(newer -> buckets(state, table, newer, resolution, now))
        .map(newer -> Multi.createBy().concatenating().streams(older, newer.toMulti()))
        .orElse(older);
  }

  private Uni<byte[]> ofLake(TimeRange page, long width, MachineState state, Table table) {
    return lake.buckets(
        new LakeQuery(
            state.id(), state.signals(), table.wanted(), page.from(), page.to(), width, PAGE),
        answer -> table.buckets(answer.buckets(), width));
  }

  private Uni<byte[]> buckets(
      MachineState state, Table table, TimeRange range, Resolution resolution, long now) {
    return rollups
        .read(state, resolution, range, now)
        .map(packed -> Merging.merge(packed, resolution))
        .map(buckets -> table.buckets(buckets, resolution.widthMs()));
  }
}
