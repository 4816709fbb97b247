package fettle.dashboard.store;

/** The store did not answer, or answered with an error. */
public final class StoreAway extends RuntimeException {
  private static final long serialVersionUID = 1;

  StoreAway(String message, Throwable cause) {
    super(message, cause);
  }
}
