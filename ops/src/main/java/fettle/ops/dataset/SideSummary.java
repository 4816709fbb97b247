package fettle.ops.dataset;

import fettle.lake.SignalColumn;
import fettle.lake.duckdb.Session;
import fettle.lake.duckdb.Sql;
import fettle.telemetry.MachineId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is in train, or in test.
 *
 * @param rows of all machines
 * @param from time of the first, epoch milliseconds; {@code null} without rows
 * @param to time of the last; of a window, its end
 * @param machines by {@code device/machine}; those without rows are not here
 * @param labels rows by label
 * @param missing rows without a value, by signal
 */
record SideSummary(
    long rows,
    Long from,
    Long to,
    SortedMap<String, Machine> machines,
    SortedMap<String, Long> labels,
    SortedMap<String, Long> missing) {

  /**
   * The rows of a machine.
   *
   * @param labelled rows that somebody has said something of
   * @param from time of the first, epoch milliseconds
   * @param to time of the last; of a window, its end
   */
  record Machine(long rows, long labelled, long from, long to) {}

  static SideSummary of(
      Session session, DatasetFolder folder, Side side, Survey survey, boolean isWindowed)
      throws IOException {
    SideSummary all =
        new SideSummary(0, null, null, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    survey.signals().forEach(signal -> all.missing.put(signal, 0L));
    for (MachineId machine : survey.machines().keySet()) {
      List<Path> files = DatasetFolder.files(folder.machine(side, machine));
      if (!files.isEmpty()) {
        all.add(session, machine, Sql.parquet(files), survey.signals(), isWindowed);
      }
    }
    return new SideSummary(
        all.machines.values().stream().mapToLong(Machine::rows).sum(),
        all.machines.values().stream().map(Machine::from).min(Long::compare).orElse(null),
        all.machines.values().stream().map(Machine::to).max(Long::compare).orElse(null),
        all.machines,
        all.labels,
        all.missing);
  }

  private void add(
      Session session, MachineId machine, String rows, List<String> signals, boolean isWindowed) {
    String counts =
        signals.stream()
            .map(signal -> ", count(*) - count(" + Sql.name(SignalColumn.of(signal)) + ")")
            .collect(Collectors.joining());
    session.one(
        "SELECT count(*), count(label), min(%s), max(%s)%s FROM %s"
            .formatted(isWindowed ? "\"from\"" : "t", isWindowed ? "\"to\"" : "t", counts, rows),
        row -> {
          for (int s = 0; s < signals.size(); s++) {
            missing.merge(signals.get(s), row.getLong(5 + s), Long::sum);
          }
          return machines.put(
              machine.toString(),
              new Machine(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)));
        });
    session.list(
        "SELECT label, count(*) FROM " + rows + " WHERE label IS NOT NULL GROUP BY ALL",
        row -> labels.merge(row.getString(1), row.getLong(2), Long::sum));
  }
}
