package fettle.gateway.store;

/** The store did not answer, or refused for a reason that may pass. The request can be repeated. */
public final class StoreAway extends Exception {
  private static final long serialVersionUID = 1L;

  StoreAway(String message, Throwable cause) {
    super(message, cause);
  }
}
