package fettle.dashboard.lake;

import fettle.lake.duckdb.Session;
import fettle.lake.duckdb.Sql;
import fettle.telemetry.MachineId;
import java.nio.file.Path;
import java.util.List;

/**
 * When another model began to score a machine's readings.
 *
 * @param from epoch milliseconds
 * @param to epoch milliseconds, not included
 * @param most the first ones, where there are more
 */
public record ModelChanges(MachineId machine, long from, long to, int most) {

  /**
   * A change.
   *
   * @param time of the first reading that the model scored, epoch milliseconds
   * @param model {@code name:version}
   */
  public record Change(long time, String model) {}

  List<Change> read(Session session, Lake lake) {
    List<Path> files =
        lake.files(lake.days(machine.device(), from, to).stream().map(Lake.Day::readings).toList());
    if (files.isEmpty()) {
      return List.of();
    }
    return session.list(
        """
        SELECT t, model FROM (
          SELECT t, model, lag(model) OVER (ORDER BY t) AS earlier FROM %s
          WHERE machine = %s AND t >= %d AND t < %d AND model IS NOT NULL)
        WHERE model <> earlier ORDER BY t LIMIT %d
        """
            .formatted(Sql.parquet(files), Sql.text(machine.machine()), from, to, most),
        row -> new Change(row.getLong(1), row.getString(2)));
  }
}
