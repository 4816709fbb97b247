package fettle.gateway.stream;

import fettle.gateway.rollup.LostRecords;
import java.util.OptionalLong;

/** Where to start reading a partition, from what the store and the log say. */
sealed interface StartPosition {

  /** Read from here; nothing is missing. */
  record At(long offset) implements StartPosition {}

  /** The log starts behind the store's offset: read from its start, and report what is lost. */
  record AfterLoss(LostRecords lost) implements StartPosition {}

  /** The log ends before the store's offset: it is not the log that this store was filled from. */
  record Backwards(long stored, long logEnd) implements StartPosition {}

  /**
   * @param stored next offset by the store, empty when it is new
   * @param logStart first offset the log still has
   * @param logEnd offset after its last
   */
  static StartPosition of(OptionalLong stored, long logStart, long logEnd) {
    if (stored.isEmpty()) {
      return new At(logStart);
    }
    long offset = stored.getAsLong();
    if (offset > logEnd) {
      return new Backwards(offset, logEnd);
    }
    return offset < logStart ? new AfterLoss(new LostRecords(offset, logStart)) : new At(offset);
  }
}
