package fettle.dashboard.problem;

/** No training told of this model, and no machine runs it. */
public final class UnknownModel extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UnknownModel(String model) {
    super("no training has told of a model " + model + ", and no machine runs it");
  }
}
