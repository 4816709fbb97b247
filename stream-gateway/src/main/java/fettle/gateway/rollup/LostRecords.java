package fettle.gateway.rollup;

import fettle.telemetry.store.RejectedMessage;

/**
 * Records that the broker's retention removed before the gateway had read them. The lake has them.
 *
 * @param from first offset
 * @param to offset after the last
 */
public record LostRecords(long from, long to) {
  static final String REASON = "RETENTION_GAP";

  /** Number of offsets. */
  public long count() {
    return to - from;
  }

  RejectedMessage asRejected(int partition, String reason, long now) {
    String detail =
        "offsets %d to %d were gone from the stream before they were read".formatted(from, to - 1);
    return new RejectedMessage(partition, from, "", "", reason, detail, now, 0);
  }
}
