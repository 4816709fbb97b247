package fettle.ops.lake;

import fettle.lake.Partition;
import fettle.lake.SignalColumn;
import fettle.lake.duckdb.Rows;
import fettle.lake.duckdb.Session;
import fettle.lake.duckdb.Sql;
import fettle.telemetry.Scoring;
import fettle.telemetry.TelemetryBatch;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The messages of one partition as a temporary table, a row a message, its columns as lists. Only
 * readings of the partition's day are in it.
 */
final class IncomingTable {
  static final String NAME = "incoming";

  private final Partition partition;
  private final List<String> signals;
  private final Intake intake = new Intake();

  IncomingTable(Partition partition, List<String> signals) {
    this.partition = partition;
    this.signals = signals;
  }

  void make(Session session, Spill.Part part) throws IOException {
    StringBuilder columns =
        new StringBuilder(
            "machine VARCHAR, session VARCHAR, seq BIGINT, model VARCHAR, scored_at BIGINT,"
                + " first INTEGER, t BIGINT[], score DOUBLE[], anomaly BOOLEAN[]");
    for (String signal : signals) {
      columns.append(", ").append(Sql.name(SignalColumn.of(signal))).append(" DOUBLE[]");
    }
    session.run("CREATE OR REPLACE TEMP TABLE " + NAME + " (" + columns + ")");
    try (Rows rows = session.rows(NAME)) {
      part.each((machine, body) -> append(rows, machine, body));
    }
  }

  private void append(Rows rows, String flatMachine, byte[] body) {
    if (!(intake.readings(flatMachine, body) instanceof Intake.Content.Readings readings)) {
      throw new IllegalStateException("a message that had readings has none any more");
    }
    TelemetryBatch batch = readings.batch();
    int from = firstAtOrAfter(batch.times(), partition.from());
    int to = firstAtOrAfter(batch.times(), partition.to());
    Scoring scoring = batch.scoring();
    rows.begin().text(batch.machine()).text(batch.session()).number(batch.seq());
    if (scoring == null) {
      rows.none().none();
    } else {
      rows.text(scoring.model()).number(scoring.scoredAt());
    }
    rows.integer(from).numbers(Arrays.copyOfRange(batch.times(), from, to));
    if (scoring == null) {
      rows.none().none();
    } else {
      rows.numbers(Arrays.copyOfRange(scoring.score(), from, to));
      rows.flags(Arrays.copyOfRange(scoring.anomaly(), from, to));
    }
    for (String signal : signals) {
      int index = batch.signals().indexOf(signal);
      if (index < 0) {
        rows.none();
      } else {
        rows.numbers(Arrays.copyOfRange(batch.values()[index], from, to));
      }
    }
    rows.end();
  }

  private static int firstAtOrAfter(long[] times, long time) {
    int low = 0;
    int high = times.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
