package fettle.dashboard.problem;

/** A request's parameter breaks a rule. */
public final class BadParameter extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String parameter;

  /**
   * @param parameter its name
   * @param rule the rule it breaks, continuing a sentence that starts with the name
   */
  public BadParameter(String parameter, String rule) {
    super(parameter + " " + rule);
    this.parameter = parameter;
  }

  /** The parameter's name. */
  public String parameter() {
    return parameter;
  }
}
