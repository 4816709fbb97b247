package fettle.dashboard.problem;

/** So many links hold that no more are made. */
public final class TooManyLinks extends RuntimeException {
  private static final long serialVersionUID = 1;

  public TooManyLinks(int most) {
    super(
        "%d links are kept, as many as may be; they go when they end, so make them for fewer days"
            .formatted(most));
  }
}
