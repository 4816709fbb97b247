package fettle.gateway.alarm;

/**
 * When silence is an alarm. Counted from the last sign of life, and never from before the gateway
 * was watching: the stream answers, and all that is in it has been read.
 *
 * <p>Machines that fall silent together are taken for an outage of what lies between them and here,
 * which is another matter: while more than {@code outageLeast} of this gateway's machines, and more
 * than {@code outageShare} of all of them, are silent without an alarm, none is raised.
 *
 * @param intervals times the machine's own interval between two batches
 * @param slackMs besides
 * @param unknownMs while that interval is not known
 * @param clearAfterMs how long it must be back
 * @param outageLeast machines silent at once that are an outage
 * @param outageShare of all machines, 0 to 1
 */
public record OfflineRules(
    int intervals,
    long slackMs,
    long unknownMs,
    long clearAfterMs,
    int outageLeast,
    double outageShare) {

  /** What the settings say by default. */
  public static final OfflineRules DEFAULT = new OfflineRules(3, 30_000, 300_000, 30_000, 10, 0.5);

  /**
   * Silence that is no alarm yet, milliseconds.
   *
   * @param arrivalMs the machine's own interval, NaN when not known
   */
  public long forgivenMs(double arrivalMs) {
    return Double.isNaN(arrivalMs) ? unknownMs : Math.round(intervals * arrivalMs) + slackMs;
  }

  /** Whether so many silent machines without an alarm are an outage. */
  public boolean isOutage(int silent, int machines) {
    return silent > outageLeast && silent > outageShare * machines;
  }
}
