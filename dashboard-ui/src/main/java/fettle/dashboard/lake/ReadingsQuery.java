package fettle.dashboard.lake;

import fettle.lake.SignalColumn;
import fettle.lake.duckdb.Session;
import fettle.lake.duckdb.Sql;
import fettle.telemetry.MachineId;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A machine's readings out of the lake, as they were sent.
 *
 * @param wanted signals
 * @param from epoch milliseconds
 * @param to epoch milliseconds, not included
 * @param most the first ones, where there are more
 */
public record ReadingsQuery(MachineId machine, List<String> wanted, long from, long to, int most) {

  /** By time, and where times are equal in the order in which they were sent. */
  List<Reading> read(Session session, Lake lake) {
    List<Reading> readings = new ArrayList<>();
    List<Path> files =
        lake.files(lake.days(machine.device(), from, to).stream().map(Lake.Day::readings).toList());
    if (files.isEmpty()) {
      return readings;
    }
    Set<String> there = new HashSet<>(SignalColumn.all(session, files));
    String columns =
        wanted.stream()
            .map(SignalColumn::of)
            .map(column -> there.contains(column) ? Sql.name(column) : "NULL::DOUBLE")
            .map(column -> ", " + column)
            .collect(Collectors.joining());
    session.each(
        """
        SELECT t, score, anomaly%s FROM %s WHERE machine = %s AND t >= %d AND t < %d
        ORDER BY t, session, seq, i LIMIT %d
        """
            .formatted(columns, Sql.parquet(files), Sql.text(machine.machine()), from, to, most),
        row -> readings.add(reading(row)));
    return readings;
  }

  private Reading reading(ResultSet row) throws SQLException {
    double[] values = new double[wanted.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = number(row, i + 4);
    }
    return new Reading(row.getLong(1), values, number(row, 2), row.getBoolean(3));
  }

  private static double number(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? Double.NaN : value;
  }
}
