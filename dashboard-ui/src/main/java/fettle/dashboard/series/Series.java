package fettle.dashboard.series;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import fettle.telemetry.MachineId;
import fettle.telemetry.store.Bucket;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Buckets of a machine, a column for each of their figures. All columns are as long as t. */
@Schema(
    description = "Buckets of a machine as columns, all as long as t; empty buckets are left out")
public record Series(
    String device,
    String machine,
    @Schema(description = "Width of the stored buckets that were read, in milliseconds")
        long tierMs,
    @Schema(description = "Width of the buckets here: tierMs, or a multiple of it") long widthMs,
    @Schema(description = "Epoch milliseconds") long from,
    @Schema(description = "Epoch milliseconds, not included") long to,
    @Schema(description = "Start of each bucket, epoch milliseconds, ascending") long[] t,
    @Schema(description = "By signal name") Map<String, Columns> signals,
    @Schema(description = "Highest score, null where no reading was scored")
        @JsonSerialize(using = NullForNaN.class)
        double[] score,
    @Schema(description = "Anomalous readings") long[] anomalous,
    @Schema(description = "Readings") long[] readings) {

  /** One signal. */
  @Schema(name = "SignalColumns")
  public record Columns(
      @Schema(description = "Values in the bucket") long[] count,
      @Schema(description = "Lowest value, null where there is none")
          @JsonSerialize(using = NullForNaN.class)
          double[] min,
      @Schema(description = "Highest value, null where there is none")
          @JsonSerialize(using = NullForNaN.class)
          double[] max,
      @Schema(description = "Arithmetic mean, null where there is no value")
          @JsonSerialize(using = NullForNaN.class)
          double[] mean) {}

  /**
   * Turns buckets into columns.
   *
   * @param names all signals of the machine, in index order
   * @param wanted those to answer with
   */
  static Series of(
      MachineId id,
      Resolution resolution,
      TimeRange range,
      List<String> names,
      List<String> wanted,
      SortedMap<Long, Bucket> buckets) {
    Bucket[] rows = buckets.values().toArray(Bucket[]::new);
    Map<String, Columns> signals = new LinkedHashMap<>();
    for (String name : wanted) {
      signals.put(name, columns(rows, names.indexOf(name)));
    }
    return new Series(
        id.device(),
        id.machine(),
        resolution.tier().widthMs(),
        resolution.widthMs(),
        range.from(),
        range.to(),
        buckets.keySet().stream().mapToLong(Long::longValue).toArray(),
        signals,
        Arrays.stream(rows).mapToDouble(Bucket::highestScore).toArray(),
        Arrays.stream(rows).mapToLong(Bucket::anomalous).toArray(),
        Arrays.stream(rows).mapToLong(Bucket::readings).toArray());
  }

  private static Columns columns(Bucket[] rows, int signal) {
    return new Columns(
        Arrays.stream(rows).mapToLong(row -> row.count(signal)).toArray(),
        Arrays.stream(rows).mapToDouble(row -> row.min(signal)).toArray(),
        Arrays.stream(rows).mapToDouble(row -> row.max(signal)).toArray(),
        Arrays.stream(rows).mapToDouble(row -> row.mean(signal)).toArray());
  }
}
