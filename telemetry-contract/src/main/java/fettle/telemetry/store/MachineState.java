package fettle.telemetry.store;

import fettle.telemetry.MachineId;
import java.util.List;

/**
 * What is known of a machine, as the gateway keeps it and the fleet page shows it.
 *
 * @param id device and machine
 * @param partition Kafka partition of its device
 * @param signals names in index order; only ever appended to
 * @param counters totals since the store was created
 * @param firstEvent time of the oldest reading, epoch milliseconds
 * @param lastEvent time of the newest reading, epoch milliseconds
 * @param intervalMs estimate of the time between two readings, NaN until known
 * @param arrivalMs estimate of the time between two batches, NaN until known
 * @param model {@code name:version} of the newest batch, empty when it was not scored
 * @param score score of the newest reading, NaN when not scored
 * @param anomalous whether the newest scored reading was anomalous
 * @param lastValues newest value of each signal, NaN where there is none
 * @param hops times of the newest batch
 * @param spark highest score in percent of the last finest buckets that exist, oldest first, -1
 *     where not scored; at most {@link #SPARK}
 */
public record MachineState(
    MachineId id,
    int partition,
    List<String> signals,
    Counters counters,
    long firstEvent,
    long lastEvent,
    double intervalMs,
    double arrivalMs,
    String model,
    double score,
    boolean anomalous,
    double[] lastValues,
    Hops hops,
    int[] spark) {

  /** Points of the sparkline at most. */
  public static final int SPARK = 60;

  /**
   * Totals of a machine.
   *
   * @param batches distinct batches
   * @param readings readings in them
   * @param scored readings with a score
   * @param anomalous anomalous readings
   * @param repeats batches that had been seen before, and were not counted again
   * @param missing sequence numbers of its sessions that have not arrived
   * @param late readings older than every tier keeps: in the lake only
   * @param future readings too far ahead of the hub's clock: in the lake only
   */
  public record Counters(
      long batches,
      long readings,
      long scored,
      long anomalous,
      long repeats,
      long missing,
      long late,
      long future) {

    /** Nothing yet. */
    public static final Counters NONE = new Counters(0, 0, 0, 0, 0, 0, 0, 0);
  }
}
