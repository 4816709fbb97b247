package fettle.ops.lake;

import fettle.lake.SignalColumn;
import fettle.lake.duckdb.Database;
import fettle.lake.duckdb.Session;
import fettle.lake.duckdb.Sql;
import fettle.telemetry.TelemetryBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Readings as lines of text, as a store has them and as a plain computation would. */
final class StoredReadings {
  private StoredReadings() {}

  /** All of a store, sorted. */
  static List<String> of(LakeStore store) throws IOException {
    List<Path> files = store.partitions().stream().map(store::file).toList();
    if (files.isEmpty()) {
      return List.of();
    }
    Path spill = Files.createTempDirectory("spill");
    try (Database database = LakeDatabase.open(256, spill);
        Session session = database.session()) {
      List<String> lines = new ArrayList<>();
      for (Path file : files) {
        List<String> signals = SignalColumn.ofFile(session, file);
        lines.addAll(
            session.list(
                "SELECT * FROM " + Sql.parquet(List.of(file)),
                row -> {
                  Map<String, Object> values = new TreeMap<>();
                  for (String column : signals) {
                    values.put(SignalColumn.signal(column).orElseThrow(), row.getObject(column));
                  }
                  return line(
                      row.getString("device"),
                      row.getString("machine"),
                      row.getString("session"),
                      row.getLong("seq"),
                      row.getInt("i"),
                      row.getLong("t"),
                      row.getObject("score"),
                      row.getObject("anomaly"),
                      row.getString("model"),
                      values);
                }));
      }
      return lines.stream().sorted().toList();
    }
  }

  /** The readings of batches, those of one identity once, the later in the list going before. */
  static List<String> expected(Map<String, List<TelemetryBatch>> byDevice) {
    List<String> lines = new ArrayList<>();
    byDevice.forEach(
        (device, batches) -> {
          Map<String, TelemetryBatch> distinct = new LinkedHashMap<>();
          batches.forEach(batch -> distinct.put(batch.messageId(), batch));
          distinct.values().forEach(batch -> lines.addAll(lines(device, batch)));
        });
    return lines.stream().sorted().toList();
  }

  private static List<String> lines(String device, TelemetryBatch batch) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < batch.readings(); i++) {
      Map<String, Object> values = new TreeMap<>();
      for (int s = 0; s < batch.signals().size(); s++) {
        values.put(batch.signals().get(s), orNull(batch.values()[s][i]));
      }
      boolean scored = batch.scoring() != null;
      lines.add(
          line(
              device,
              batch.machine(),
              batch.session(),
              batch.seq(),
              i,
              batch.times()[i],
              scored ? orNull(batch.scoring().score()[i]) : null,
              scored ? batch.scoring().anomaly()[i] : null,
              scored ? batch.scoring().model() : null,
              values));
    }
    return lines;
  }

  private static Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }

  /** A signal without a value is as one that is not there. */
  private static String line(
      String device,
      String machine,
      String session,
      long seq,
      int i,
      long t,
      Object score,
      Object anomaly,
      String model,
      Map<String, Object> values) {
    return "%s/%s %s %d.%d at %d %s %s %s %s"
        .formatted(
            device,
            machine,
            session,
            seq,
            i,
            t,
            score,
            anomaly,
            model,
            values.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .map(Object::toString)
                .collect(Collectors.joining(" ")));
  }
}
