package fettle.dashboard.problem;

/** Something else was asked of a machine at the moment at which nothing was to be. */
public final class AskedMeanwhile extends RuntimeException {
  private static final long serialVersionUID = 1;

  public AskedMeanwhile() {
    super("something else was asked of the machine at the same moment; look, and ask again");
  }
}
