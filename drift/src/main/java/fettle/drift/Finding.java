package fettle.drift;

/**
 * What one comparison of readings with their reference says.
 *
 * @param outcome what follows
 * @param complete whether more readings would add little, so that those to come are a new question
 * @param readings compared
 * @param independent what these are worth as independent ones
 * @param psi population stability index
 * @param ks Kolmogorov–Smirnov statistic
 * @param js Jensen–Shannon divergence in bits
 * @param psiLimit above which {@code psi} is a shift, NaN where there are too few independent
 *     readings to say; so the others
 */
public record Finding(
    Outcome outcome,
    boolean complete,
    long readings,
    double independent,
    double psi,
    double ks,
    double js,
    double psiLimit,
    double ksLimit,
    double jsLimit) {

  /** What follows from one comparison. */
  public enum Outcome {
    /** A difference that is larger than chance and matters. */
    SHIFTED,
    /** No such difference. */
    SAME,
    /** Nothing is seen so far, and no more than a large difference would have been. */
    NOTHING_LARGE,
    /** Nothing is seen, but a move of half of all readings would not be seen either. */
    TOO_FEW_READINGS;

    /** The outcome with this name; one that a later version came to says nothing to this one. */
    public static Outcome fromName(String name) {
      for (Outcome outcome : values()) {
        if (outcome.name().equals(name)) {
          return outcome;
        }
      }
      return TOO_FEW_READINGS;
    }
  }
}
