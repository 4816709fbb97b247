package fettle.drift.store;

import fettle.drift.Finding;
import fettle.drift.Verdict;

/**
 * How one signal, or the score, stands.
 *
 * @param verdict that stands
 * @param latest what the last finished window came to, or null before one was compared
 */
public record SignalState(Verdict verdict, Finding latest) {

  /** Before anything is known. */
  public static final SignalState UNKNOWN = new SignalState(Verdict.TOO_FEW_READINGS, null);
}
