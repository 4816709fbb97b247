package fettle.gateway.store;

/** What the store said to a step. */
public enum StepOutcome {
  /** It is written, now or by an earlier attempt whose answer was lost. */
  WRITTEN,
  /** Another owner has taken the partition over. */
  LOST,
  /** The store stands at another offset than this owner left it: it was restored or emptied. */
  MOVED
}
