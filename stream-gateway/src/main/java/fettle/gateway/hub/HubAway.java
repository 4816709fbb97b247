package fettle.gateway.hub;

/** The hub does not answer, or nothing can be asked of it. */
public final class HubAway extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * @param message why, within a sentence
   */
  public HubAway(String message, Throwable cause) {
    super(message, cause);
  }
}
