package fettle.sensor.source;

/**
 * Something that was configured cannot be used: the message names it and says what to do. No stack
 * trace is needed.
 */
public final class BadInputException extends Exception {
  private static final long serialVersionUID = 1L;

  public BadInputException(String message) {
    super(message);
  }

  public BadInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
