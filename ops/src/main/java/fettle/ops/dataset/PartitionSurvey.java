package fettle.ops.dataset;

import fettle.lake.Partition;
import fettle.lake.SignalColumn;
import fettle.lake.duckdb.Session;
import fettle.lake.duckdb.Sql;
import fettle.ops.dataset.Survey.Source;
import fettle.ops.dataset.Survey.Summary;
import fettle.ops.hash.Sha256;
import fettle.ops.lake.LakeStore;
import fettle.telemetry.MachineId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a partition has of what was asked for.
 *
 * @param known every machine in it
 * @param machines the chosen ones, with their readings in the time asked for
 * @param columns of signals
 * @param source its file; {@code null} when it has no reading that was asked for
 */
record PartitionSurvey(
    Partition partition,
    SortedSet<MachineId> known,
    SortedMap<MachineId, Summary> machines,
    SortedSet<String> columns,
    Source source) {

  static PartitionSurvey of(
      LakeStore store, DatasetSettings settings, Partition partition, Session session)
      throws IOException {
    Path file = store.file(partition);
    String readings = Sql.parquet(List.of(file));
    SortedSet<MachineId> known =
        session.list("SELECT DISTINCT machine FROM " + readings, row -> row.getString(1)).stream()
            .map(machine -> new MachineId(partition.device(), machine))
            .collect(Collectors.toCollection(TreeSet::new));
    SortedMap<MachineId, Summary> machines = new TreeMap<>();
    SortedSet<String> columns = new TreeSet<>();
    if (known.stream().anyMatch(settings.machines()::matches)
        && partition.from() < settings.until()
        && settings.since() < partition.to()) {
      columns.addAll(SignalColumn.ofFile(session, file));
      summaries(settings, partition, session, readings, columns, machines);
    }
    return new PartitionSurvey(
        partition,
        known,
        machines,
        columns,
        machines.isEmpty()
            ? null
            : new Source(partition.path().toString(), Files.size(file), Sha256.of(file)));
  }

  private static void summaries(
      DatasetSettings settings,
      Partition partition,
      Session session,
      String readings,
      SortedSet<String> columns,
      SortedMap<MachineId, Summary> machines) {
    String counts =
        columns.stream()
            .map(column -> ", count(" + Sql.name(column) + ")")
            .collect(Collectors.joining());
    String query =
        "SELECT machine, count(*), min(t), max(t)%s FROM %s WHERE t >= %d AND t < %d GROUP BY machine"
            .formatted(counts, readings, settings.since(), settings.until());
    List<String> names = List.copyOf(columns);
    session.list(
        query,
        row -> {
          MachineId machine = new MachineId(partition.device(), row.getString(1));
          return settings.machines().matches(machine)
              ? machines.put(machine, summary(row, names))
              : null;
        });
  }

  private static Summary summary(ResultSet row, List<String> columns) throws SQLException {
    SortedSet<String> signals = new TreeSet<>();
    int before = 4;
    for (int c = 0; c < columns.size(); c++) {
      if (row.getLong(before + c + 1) > 0) {
        signals.add(SignalColumn.signal(columns.get(c)).orElseThrow());
      }
    }
    return new Summary(row.getLong(2), row.getLong(3), row.getLong(4), signals);
  }
}
