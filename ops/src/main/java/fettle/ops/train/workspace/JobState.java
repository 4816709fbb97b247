package fettle.ops.train.workspace;

/**
 * How far a job is.
 *
 * @param detail for a person: what the workspace calls it, or why it failed
 */
public record JobState(Phase phase, String detail) {

  /** What may be done with it. */
  public enum Phase {
    /** Submitted, nothing computes yet. */
    WAITING,
    RUNNING,
    /** Ended well: what it made can be read. */
    COMPLETED,
    /** Ended without a result: failed, killed or cancelled. It never goes on. */
    FAILED
  }

  public boolean ended() {
    return phase == Phase.COMPLETED || phase == Phase.FAILED;
  }
}
