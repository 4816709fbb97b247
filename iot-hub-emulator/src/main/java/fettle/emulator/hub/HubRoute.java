package fettle.emulator.hub;

/**
 * A route of the hub from device messages to one endpoint.
 *
 * @param condition which messages it takes; see {@link RouteCondition}
 * @param endpoint name of an endpoint
 */
public record HubRoute(String name, RouteCondition condition, String endpoint) {

  /** A route that takes every message. */
  public static HubRoute all(String name, String endpoint) {
    return new HubRoute(name, RouteCondition.parse("true"), endpoint);
  }
}
