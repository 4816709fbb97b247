package fettle.inference.model;

/**
 * Carries the reason why a model cannot be used out to {@link ModelLoader}, which turns it into a
 * value.
 */
final class ModelRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean passing;

  private ModelRefusal(String message, boolean passing, Throwable cause) {
    super(message, cause);
    this.passing = passing;
  }

  /** The model or manifest is wrong; only another one helps. */
  static ModelRefusal wrong(String message) {
    return new ModelRefusal(message, false, null);
  }

  /** The place cannot be reached; it may be later. */
  static ModelRefusal unreachable(String message, Throwable cause) {
    return new ModelRefusal(message, true, cause);
  }

  boolean passing() {
    return passing;
  }
}
