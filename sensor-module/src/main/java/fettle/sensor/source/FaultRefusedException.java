package fettle.sensor.source;

/** A fault that cannot be set, with a reason for people. */
public final class FaultRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  public FaultRefusedException(String message) {
    super(message);
  }
}
