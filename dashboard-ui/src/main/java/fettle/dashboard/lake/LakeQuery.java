package fettle.dashboard.lake;

import fettle.lake.Partition;
import fettle.lake.Rollup;
import fettle.lake.SignalColumn;
import fettle.lake.duckdb.Session;
import fettle.lake.duckdb.Sql;
import fettle.telemetry.MachineId;
import fettle.telemetry.store.Bucket;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Buckets of a machine out of the lake.
 *
 * @param names signals of the machine, in index order
 * @param wanted those that are read; the others have no values in the buckets
 * @param from epoch milliseconds, a multiple of the width
 * @param to epoch milliseconds, not included, a multiple of the width
 * @param widthMs of the buckets; where it is a multiple of {@link Rollup#WIDTH_MS}, rollups are
 *     read in the place of readings
 * @param most buckets
 */
public record LakeQuery(
    MachineId machine,
    List<String> names,
    List<String> wanted,
    long from,
    long to,
    long widthMs,
    int most) {

  public LakeQuery {
    if (from % widthMs != 0 || to % widthMs != 0) {
      throw new IllegalArgumentException(
          "%d to %d are no whole buckets of %d ms".formatted(from, to, widthMs));
    }
  }

  /** By their start; the first ones, where there are more than so many. */
  SortedMap<Long, Bucket> read(Session session, Lake lake) {
    List<String> readingsOf = new ArrayList<>();
    List<String> rollupsOf = new ArrayList<>();
    for (Lake.Day day : lake.days(machine.device(), from, to)) {
      if (day.rollup().isPresent() && mayUseRollup(day.partition())) {
        rollupsOf.add(day.rollup().get());
      } else {
        readingsOf.add(day.readings());
      }
    }
    List<Path> readings = lake.files(readingsOf);
    List<Path> rollups = lake.files(rollupsOf);
    SortedMap<Long, Bucket> buckets = new TreeMap<>();
    if (!readings.isEmpty()) {
      List<String> columns = known(columns(session, readings), Optional.empty());
      session.each(
          Rollup.ofReadings(Sql.parquet(readings), condition("t"), columns, widthMs)
              + " LIMIT "
              + most,
          row -> add(row, columns, buckets));
    }
    if (!rollups.isEmpty()) {
      List<String> columns = known(columns(session, rollups), Optional.of("n."));
      session.each(
          Rollup.ofBuckets(
                  "(SELECT * FROM " + Sql.parquet(rollups) + " WHERE " + condition("start") + ")",
                  columns,
                  widthMs)
              + " LIMIT "
              + most,
          row -> add(row, columns, buckets));
    }
    return buckets;
  }

  /** A rollup's steps do not reach over midnight, and neither a bucket nor the range cuts one. */
  private boolean mayUseRollup(Partition day) {
    return widthMs % Rollup.WIDTH_MS == 0 && day.from() % Rollup.WIDTH_MS == 0;
  }

  private String condition(String time) {
    return "machine = %s AND %s >= %d AND %s < %d"
        .formatted(Sql.text(machine.machine()), time, from, time, to);
  }

  private static Set<String> columns(Session session, List<Path> files) {
    return new HashSet<>(SignalColumn.all(session, files));
  }

  /** The columns of wanted signals that there are. */
  private List<String> known(Set<String> there, Optional<String> prefix) {
    return wanted.stream()
        .map(SignalColumn::of)
        .filter(column -> there.contains(prefix.orElse("") + column))
        .toList();
  }

  private void add(ResultSet row, List<String> columns, SortedMap<Long, Bucket> buckets)
      throws SQLException {
    Bucket bucket =
        buckets.computeIfAbsent(row.getLong("start"), start -> new Bucket(names.size()));
    double highest = row.getDouble("score");
    double score = row.wasNull() ? Double.NaN : highest;
    bucket.addTotals(row.getLong("readings"), row.getLong("anomalous"), score);
    for (String column : columns) {
      List<String> figures = Rollup.columnsOf(column);
      bucket.addValues(
          names.indexOf(SignalColumn.signal(column).orElseThrow()),
          row.getLong(figures.get(0)),
          row.getDouble(figures.get(1)),
          row.getDouble(figures.get(2)),
          row.getDouble(figures.get(3)));
    }
  }
}
