package fettle.telemetry;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The original project's message: one reading, flat. Its time is epoch seconds or milliseconds
 * (numbers below 10<sup>11</sup> are seconds), an ISO instant, or an ISO date and time without zone
 * (UTC), with a blank or {@code T} between them.
 */
final class FlatReading {
  private static final double SECONDS_BELOW = 1e11;
  private static final double ANOMALOUS_FROM = 0.5;

  private String timestamp;
  double temperature = Double.NaN;
  double humidity = Double.NaN;
  double prediction = Double.NaN;
  double probability = Double.NaN;

  void timestamp(String text) {
    this.timestamp = text;
  }

  boolean isPresent() {
    return timestamp != null;
  }

  TelemetryBatch toBatch(String machine) throws Rejection {
    List<String> signals = new ArrayList<>(2);
    List<double[]> values = new ArrayList<>(2);
    addIfPresent(Field.FLAT_TEMPERATURE, temperature, signals, values);
    addIfPresent(Field.FLAT_HUMIDITY, humidity, signals, values);
    if (signals.isEmpty()) {
      throw new Rejection(
          RejectReason.MISSING_FIELD, "a flat reading needs temperature or humidity");
    }
    return new TelemetryBatch(
        machine,
        "",
        -1,
        new long[] {time(timestamp)},
        List.copyOf(signals),
        values.toArray(double[][]::new),
        scoring());
  }

  private static void addIfPresent(
      String name, double value, List<String> signals, List<double[]> values) {
    if (!Double.isNaN(value)) {
      signals.add(name);
      values.add(new double[] {value});
    }
  }

  private Scoring scoring() throws Rejection {
    if (Double.isNaN(probability) && Double.isNaN(prediction)) {
      return null;
    }
    double score = Double.isNaN(probability) ? prediction : probability;
    if (score < 0 || score > 1) {
      throw new Rejection(RejectReason.BAD_NUMBER, "probability is not in 0..1");
    }
    double decided = Double.isNaN(prediction) ? probability : prediction;
    return new Scoring(
        "", new double[] {score}, new boolean[] {decided >= ANOMALOUS_FROM}, null, 0);
  }

  private static long time(String text) throws Rejection {
    try {
      long millis = parse(text);
      if (Rules.isTime(millis)) {
        return millis;
      }
    } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
      throw new Rejection(RejectReason.BAD_TIME, "timestamp is neither epoch nor ISO 8601");
    }
    throw new Rejection(RejectReason.BAD_TIME, "timestamp is not from 1970 to 9999");
  }

  private static long parse(String text) {
    if (!text.isEmpty() && text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.')) {
      double number = Double.parseDouble(text);
      return Math.round(number < SECONDS_BELOW ? number * 1000 : number);
    }
    String iso = text.replace(' ', 'T');
    boolean zoned = iso.endsWith("Z") || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10;
    return zoned
        ? Instant.parse(iso).toEpochMilli()
        : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}
