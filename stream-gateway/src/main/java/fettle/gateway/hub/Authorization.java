package fettle.gateway.hub;

/** How a request to the hub is signed. */
@FunctionalInterface
public interface Authorization {
  /**
   * The header {@code Authorization} of a request that is sent now; a secret. May ask whoever gives
   * tokens, and waits for the answer.
   *
   * @throws HubAway when no token is to be had
   */
  String header() throws HubAway;
}
