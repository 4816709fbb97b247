package fettle.system.laptop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A recording with known values: 1 Hz with a gap, one repeated time and empty cells, three signals
 * that move together and a label column.
 */
record RecordedCsv(Path file, List<Row> rows) {
  static final List<String> SIGNALS = List.of("flow", "pressure", "motor temp");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final LocalDateTime START = LocalDateTime.of(2020, 3, 9, 10, 14, 33);

  /**
   * One row.
   *
   * @param time epoch milliseconds, as recorded
   * @param values in the order of {@link #SIGNALS}, NaN for an empty cell
   */
  record Row(long time, double[] values) {}

  static RecordedCsv write(Path file, int count, long seed) throws IOException {
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    StringBuilder text = new StringBuilder("datetime;flow;pressure;motor temp;anomaly\n");
    LocalDateTime time = START;
    for (int i = 0; i < count; i++) {
      double load = Math.sin(i / 40.0) + 0.1 * random.nextGaussian();
      double[] values = {
        rounded(30 + 4 * load + random.nextGaussian() * 0.2),
        rounded(2 + 0.3 * load + random.nextGaussian() * 0.02),
        i % 97 == 13 ? Double.NaN : rounded(60 + 5 * load + random.nextGaussian() * 0.3)
      };
      rows.add(new Row(time.toInstant(ZoneOffset.UTC).toEpochMilli(), values));
      text.append(TIME.format(time));
      for (double value : values) {
        text.append(';').append(Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%s", value));
      }
      text.append(";0\n");
      if (i != count / 2) {
        time = time.plusSeconds(i == count / 3 ? 5 : 1);
      }
    }
    Files.writeString(file, text, StandardCharsets.UTF_8);
    return new RecordedCsv(file, rows);
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
