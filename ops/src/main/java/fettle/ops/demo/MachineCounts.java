package fettle.ops.demo;

/**
 * What became of one machine's readings, hop by hop.
 *
 * @param read rows of the recording that were readings
 * @param sent readings in acknowledged batches
 * @param scored readings with a score
 * @param unscored readings that passed before the model's window was full
 * @param rejected messages that the edge could not use
 * @param hub distinct readings in the hub's stream
 * @param lake distinct readings in the lake
 * @param rollups readings in the rollups
 * @param lateOrFuture readings too old, or too far ahead, for the rollups: in the lake only
 * @param repeats batches that the gateway had seen before
 */
record MachineCounts(
    String machine,
    long read,
    long sent,
    long scored,
    long unscored,
    long rejected,
    long hub,
    long lake,
    long rollups,
    long lateOrFuture,
    long repeats) {

  /** Whether every hop has every reading. */
  boolean agree() {
    return read == sent && sent == hub && hub == lake && lake == rollups + lateOrFuture;
  }
}
