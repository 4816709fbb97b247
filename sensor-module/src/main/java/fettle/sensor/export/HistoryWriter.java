package fettle.sensor.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import fettle.sensor.simulation.Pump;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes history as CSV, one file a machine: {@code time} (ISO 8601, UTC), then a column a signal.
 * So a file is a recording like any other. The same history gives the same bytes.
 */
public final class HistoryWriter {
  private static final String TIME = "time";

  private HistoryWriter() {}

  /**
   * @return rows written in all
   * @throws IOException if a file cannot be written; an older one is then left as it was
   */
  public static long write(History history, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String machine : history.machines()) {
      Path next = folder.resolve(machine + ".csv.next");
      writeMachine(history, machine, next);
      Files.move(
          next,
          folder.resolve(machine + ".csv"),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
    return history.readings() * history.machines().size();
  }

  private static void writeMachine(History history, String machine, Path file) throws IOException {
    Pump pump = new Pump(history.seed(), machine, history.day());
    try (CsvWriter csv = CsvWriter.builder().build(file)) {
      List<String> header = new ArrayList<>(List.of(TIME));
      header.addAll(history.signals());
      csv.writeRecord(header);
      for (long reading = 0; reading < history.readings(); reading++) {
        long time = history.start().toEpochMilli() + reading * history.interval().toMillis();
        csv.writeRecord(cells(time, pump.read(time)));
      }
    }
  }

  private static List<String> cells(long time, double[] values) {
    List<String> cells = new ArrayList<>(values.length + 1);
    cells.add(Instant.ofEpochMilli(time).toString());
    for (double value : values) {
      cells.add(value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value));
    }
    return cells;
  }
}
