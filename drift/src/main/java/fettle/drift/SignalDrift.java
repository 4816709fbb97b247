package fettle.drift;

/**
 * A verdict and what may change it: it changes only when several comparisons in a row say the same,
 * so that a single odd one neither raises nor ends a drift. A comparison that is not conclusive
 * counts neither way: its readings are to be kept and compared again together with those that
 * follow.
 *
 * @param verdict that stands
 * @param against how many comparisons in a row have said otherwise
 */
public record SignalDrift(Verdict verdict, int against) {

  /** Nothing is known yet. */
  public static final SignalDrift UNKNOWN = new SignalDrift(Verdict.TOO_FEW_READINGS, 0);

  /** What stands after one more comparison. The first one that sees anything ends "too few". */
  public SignalDrift after(Finding.Outcome outcome, int inARow) {
    return switch (outcome) {
      case TOO_FEW_READINGS -> this;
      case NOTHING_LARGE ->
          verdict == Verdict.TOO_FEW_READINGS ? new SignalDrift(Verdict.STEADY, against) : this;
      case SAME ->
          verdict == Verdict.DRIFTED
              ? turn(Verdict.STEADY, inARow)
              : new SignalDrift(Verdict.STEADY, 0);
      case SHIFTED ->
          verdict == Verdict.DRIFTED
              ? new SignalDrift(Verdict.DRIFTED, 0)
              : turn(Verdict.DRIFTED, inARow);
    };
  }

  private SignalDrift turn(Verdict to, int inARow) {
    return against + 1 >= inARow ? new SignalDrift(to, 0) : new SignalDrift(verdict, against + 1);
  }
}
