package fettle.ops.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.image.RegistryLogin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a manifest says.
 *
 * @param modules by name
 * @param routes text by name
 * @param agentImage of the runtime's edgeAgent
 * @param hubImage of the runtime's edgeHub
 * @param registry that the device pulls from; empty = it pulls from none
 */
public record ManifestParts(
    Map<String, Module> modules,
    Map<String, String> routes,
    int storeAndForwardSeconds,
    String agentImage,
    String hubImage,
    Optional<Credentials> registry) {

  private static final String OUTPUT = "FROM /messages/modules/%s/outputs/%s INTO %s";
  private static final String UPSTREAM = "$upstream";

  /**
   * @param running {@code false} = it is there and waits
   * @param createOptions Docker's
   * @param desired properties of the module's twin
   */
  public record Module(
      String image,
      boolean running,
      Map<String, String> environment,
      ObjectNode createOptions,
      ObjectNode desired) {}

  /**
   * @param name of the registry within the manifest
   * @param login empty = nobody signs in
   */
  public record Credentials(String name, String server, Optional<RegistryLogin> login) {}

  public ManifestParts {
    modules = new LinkedHashMap<>(modules);
    routes = new LinkedHashMap<>(routes);
  }

  /**
   * The way of a reading: to be scored, and up; and up with what cannot be scored, and sketches.
   */
  public static Map<String, String> standardRoutes() {
    Map<String, String> routes = new LinkedHashMap<>();
    routes.put(
        "score",
        OUTPUT.formatted(
            EdgeModule.SENSOR.id(),
            "telemetry",
            "BrokeredEndpoint(\"/modules/" + EdgeModule.INFERENCE.id() + "/inputs/telemetry\")"));
    for (String output : List.of("scored", "rejected", "sketch")) {
      routes.put(output, OUTPUT.formatted(EdgeModule.INFERENCE.id(), output, UPSTREAM));
    }
    return routes;
  }
}
