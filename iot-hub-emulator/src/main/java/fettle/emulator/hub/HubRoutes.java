package fettle.emulator.hub;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which endpoints get a message. As in IoT Hub, the fallback route leads to {@link
 * Endpoint#EVENTS} only for messages that no custom route takes: a storage route alone takes the
 * messages away from the built-in endpoint.
 *
 * @param custom in any order; an endpoint that several of them name gets a message once
 * @param fallback whether the fallback route is on; without it, unmatched messages are dropped
 */
public record HubRoutes(List<HubRoute> custom, boolean fallback) {

  /** Everything to the lake and to the built-in endpoint. */
  public static HubRoutes toEventsAnd(String storageEndpoint) {
    return new HubRoutes(
        List.of(
            HubRoute.all("telemetry-to-lake", storageEndpoint),
            HubRoute.all("telemetry-to-events", Endpoint.EVENTS)),
        true);
  }

  /** No custom routes: everything to the built-in endpoint. */
  public static HubRoutes fallbackOnly() {
    return new HubRoutes(List.of(), true);
  }

  /**
   * @throws IllegalArgumentException naming the route that leads nowhere
   */
  void check(Map<String, Endpoint> endpoints) {
    for (HubRoute route : custom) {
      if (!endpoints.containsKey(route.endpoint())) {
        throw new IllegalArgumentException(
            "route %s leads to the unknown endpoint %s".formatted(route.name(), route.endpoint()));
      }
    }
  }

  /** Names of the endpoints; empty when the message is to be dropped. */
  Set<String> endpointsOf(HubMessage message) {
    Set<String> matched = new LinkedHashSet<>();
    for (HubRoute route : custom) {
      if (route.condition().matches(message)) {
        matched.add(route.endpoint());
      }
    }
    return matched.isEmpty() && fallback ? Set.of(Endpoint.EVENTS) : matched;
  }
}
