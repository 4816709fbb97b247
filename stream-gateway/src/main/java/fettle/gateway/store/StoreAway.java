package fettle.gateway.store;

/**
 * The store did not answer, or answered with an error: it loads, is full, forbids the command. All
 * of these can be mended without this process, so the request is repeated until it is done.
 */
public final class StoreAway extends Exception {
  private static final long serialVersionUID = 1L;

  StoreAway(String message, Throwable cause) {
    super(message, cause);
  }
}
