package fettle.inference.score;

import fettle.telemetry.TelemetryBatch;

/**
 * Tells where a batch stands among those of its machine. The sequence number decides where there is
 * one: a smaller one is late whatever its times say, and a larger one with earlier times means that
 * the sender's clock was set back.
 */
final class BatchOrder {

  /** Where a batch stands. */
  enum Place {
    /** After all that came before. */
    NEXT,
    /** The one that came last, once more. */
    REPEAT,
    /** Older than one that came already. */
    LATE,
    /** Newer, but on another line of time: nothing before it belongs into its windows. */
    RESTART
  }

  private String session;
  private String previousSession;
  private long seq;

  /**
   * @param newest time of the newest reading so far, {@link WindowState#NEVER} before any
   * @param maxGapMs how far back a reading without sequence number counts as late
   */
  Place place(TelemetryBatch batch, long newest, long maxGapMs) {
    boolean back = newest != WindowState.NEVER && batch.times()[0] < newest;
    if (!batch.hasSequence()) {
      if (!back) {
        return Place.NEXT;
      }
      return newest - batch.times()[0] <= maxGapMs ? Place.LATE : Place.RESTART;
    }
    if (batch.session().equals(session)) {
      if (batch.seq() <= seq) {
        return batch.seq() == seq ? Place.REPEAT : Place.LATE;
      }
    } else if (batch.session().equals(previousSession)) {
      return Place.LATE;
    }
    return back ? Place.RESTART : Place.NEXT;
  }

  /** Notes that a batch, not a late one, was taken. */
  void took(TelemetryBatch batch) {
    if (!batch.hasSequence()) {
      return;
    }
    if (!batch.session().equals(session)) {
      previousSession = session;
      session = batch.session();
    }
    seq = batch.seq();
  }
}
