package fettle.dashboard.problem;

/** A request for a pipeline stands already. */
public final class AskedAlready extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param by who asked for it
   */
  public AskedAlready(String pipeline, String by) {
    super("%s was asked for by %s already; wait for its end".formatted(pipeline, by));
  }
}
