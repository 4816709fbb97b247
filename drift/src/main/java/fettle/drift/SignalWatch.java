package fettle.drift;

/**
 * One signal, or the score, of a machine and model, watched window after window. Readings of
 * windows are put together until more would add little to the comparison. Not thread-safe.
 */
public final class SignalWatch {
  private KllSketch span;
  private SignalDrift drift;

  /**
   * @param span readings of past windows that no conclusion has been drawn from
   * @param drift what stands
   */
  public SignalWatch(KllSketch span, SignalDrift drift) {
    this.span = span;
    this.drift = drift;
  }

  /** One of which nothing is known. */
  public static SignalWatch fresh(int seed) {
    return new SignalWatch(new KllSketch(seed), SignalDrift.UNKNOWN);
  }

  /** Takes a finished window; says what it and what is left from those before say. */
  public Finding close(KllSketch window, Reference reference, DriftCriterion test) {
    span.merge(window);
    Finding finding = test.compare(reference, span);
    drift = drift.after(finding.outcome(), test.sensitivity().inARow());
    if (finding.complete()) {
      span = new KllSketch(span.seed() + 1);
    }
    return finding;
  }

  public KllSketch span() {
    return span;
  }

  public SignalDrift drift() {
    return drift;
  }
}
