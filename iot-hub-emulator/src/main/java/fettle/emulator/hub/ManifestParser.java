package fettle.emulator.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.identity.IdentityName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the {@code modulesContent} of a deployment manifest, as IoT Edge 1.1 to 1.6 define it.
 * Whatever is wrong gives an {@link IllegalArgumentException} that names the place.
 */
public final class ManifestParser {

  private static final String AGENT = "$edgeAgent";
  private static final String HUB = "$edgeHub";
  private static final String DESIRED = "properties.desired";
  private static final Duration DEFAULT_STORE_AND_FORWARD = Duration.ofHours(2);
  private static final Duration FOREVER = Duration.ofDays(36_500);
  private static final Set<String> RESTART_POLICIES =
      Set.of("always", "on-failure", "on-unhealthy", "never");

  private ManifestParser() {}

  /**
   * @param modulesContent the member of that name, or the whole manifest around it
   */
  public static Deployment parse(ObjectNode modulesContent) {
    ObjectNode content =
        modulesContent.get("modulesContent") instanceof ObjectNode inner ? inner : modulesContent;
    ObjectNode agent = desired(content, AGENT);
    ObjectNode hub = desired(content, HUB);
    ObjectNode modulesNode = object(agent, "modules", AGENT);
    Map<String, Deployment.Module> modules = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : modulesNode.properties()) {
      modules.put(entry.getKey(), module(entry.getKey(), entry.getValue(), content));
    }
    for (Map.Entry<String, JsonNode> entry : content.properties()) {
      String name = entry.getKey();
      if (!name.equals(AGENT) && !name.equals(HUB) && !modules.containsKey(name)) {
        throw new IllegalArgumentException(
            "modulesContent." + name + " is no module of $edgeAgent's modules");
      }
    }
    return new Deployment(modules, routes(hub), storeAndForward(hub), content);
  }

  private static ObjectNode desired(ObjectNode content, String module) {
    return object(object(content, module, "modulesContent"), DESIRED, module);
  }

  private static ObjectNode object(JsonNode parent, String name, String place) {
    if (parent.get(name) instanceof ObjectNode found) {
      return found;
    }
    throw new IllegalArgumentException(place + "." + name + " must be an object");
  }

  private static Deployment.Module module(String name, JsonNode node, ObjectNode content) {
    String place = AGENT + ".modules." + name;
    if (!IdentityName.isValid(name)) {
      throw new IllegalArgumentException(place + ": the name has characters that are not allowed");
    }
    ObjectNode settings = object(node, "settings", place);
    String image = settings.path("image").asText("");
    if (image.isBlank()) {
      throw new IllegalArgumentException(place + ".settings.image is missing");
    }
    String restartPolicy = node.path("restartPolicy").asText("always");
    if (!RESTART_POLICIES.contains(restartPolicy)) {
      throw new IllegalArgumentException(
          place + ".restartPolicy=" + restartPolicy + " must be one of " + RESTART_POLICIES);
    }
    String status = node.path("status").asText("running");
    if (!Set.of("running", "stopped").contains(status)) {
      throw new IllegalArgumentException(
          place + ".status=" + status + " must be running or stopped");
    }
    return new Deployment.Module(
        name,
        image,
        CreateOptions.join(settings, place),
        environment(node, place),
        status.equals("running"),
        restartPolicy,
        content.has(name) ? desired(content, name) : null);
  }

  private static Map<String, String> environment(JsonNode module, String place) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> variable : module.path("env").properties()) {
      JsonNode value = variable.getValue().path("value");
      if (!value.isValueNode()) {
        throw new IllegalArgumentException(
            place + ".env." + variable.getKey() + ".value is missing");
      }
      environment.put(variable.getKey(), value.asText());
    }
    return environment;
  }

  private static List<Deployment.Route> routes(ObjectNode hub) {
    List<Deployment.Route> routes = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : hub.path("routes").properties()) {
      String place = HUB + ".routes." + entry.getKey();
      JsonNode node = entry.getValue();
      String text = node.isTextual() ? node.textValue() : node.path("route").asText("");
      if (text.isBlank()) {
        throw new IllegalArgumentException(place + " has no route");
      }
      int priority = node.path("priority").asInt(Deployment.Route.LOWEST);
      if (node.has("priority") && (priority < 0 || priority > 9)) {
        throw new IllegalArgumentException(place + ".priority=" + priority + " must be 0 to 9");
      }
      routes.add(
          new Deployment.Route(
              entry.getKey(), text, priority, timeToLive(node, place, storeAndForward(hub))));
    }
    return List.copyOf(routes);
  }

  private static Duration storeAndForward(ObjectNode hub) {
    return timeToLive(
        hub.path("storeAndForwardConfiguration"),
        HUB + ".storeAndForwardConfiguration",
        DEFAULT_STORE_AND_FORWARD);
  }

  /** As edgeHub takes it: 0 of a route means the general time, negative means forever. */
  private static Duration timeToLive(JsonNode node, String place, Duration otherwise) {
    JsonNode seconds = node.path("timeToLiveSecs");
    if (seconds.isMissingNode()) {
      return otherwise;
    }
    // Gson, and so the Java service SDK, makes every number of a map a double
    if (!seconds.isNumber() || seconds.doubleValue() != Math.rint(seconds.doubleValue())) {
      throw new IllegalArgumentException(place + ".timeToLiveSecs must be a whole number");
    }
    if (seconds.longValue() < 0 || seconds.longValue() > FOREVER.toSeconds()) {
      return FOREVER;
    }
    return seconds.longValue() == 0 ? otherwise : Duration.ofSeconds(seconds.longValue());
  }
}
