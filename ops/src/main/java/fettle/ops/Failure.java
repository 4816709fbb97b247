package fettle.ops;

/**
 * Something a person has to mend. The message is one sentence that names the place and the way out;
 * it is shown without a stack trace, and the program ends with exit code 1.
 */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Failure(String message) {
    super(message);
  }

  public Failure(String message, Throwable cause) {
    super(message, cause);
  }
}
