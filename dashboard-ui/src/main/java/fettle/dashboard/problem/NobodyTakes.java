package fettle.dashboard.problem;

/** No gateway takes commands, so none is left for one. */
public final class NobodyTakes extends RuntimeException {
  private static final long serialVersionUID = 1;

  public NobodyTakes() {
    super(
        "no gateway takes commands: none runs, or none knows the way to the hub's service API"
            + " (gateway.hub-api); nothing was asked of the machine");
  }
}
