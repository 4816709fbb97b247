package fettle.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import fettle.k8s.Overlay;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Deployments of an overlay as pods for {@code podman kube play} on this machine's network. What
 * the cluster would do is done here: volumes are folders, keys of Secrets are variables, and names
 * of services are the address on which everything listens. Images, arguments, users and read-only
 * root file systems stay as they are.
 *
 * @param folder for volumes and rendered pods
 * @param images what is meant by an image's name without a tag
 * @param address a loopback address of the test's own
 * @param kafkaPort of the open endpoint, which listens on all addresses
 * @param servicePort of the open service API, which listens on all addresses
 * @param redisPort of a Redis on the address
 */
record HostPods(
    Path folder,
    Map<String, String> images,
    String address,
    int kafkaPort,
    int servicePort,
    int redisPort) {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** The cluster's alone, or what Podman takes in another form. */
  private static final List<String> NOT_HERE =
      List.of("ports", "startupProbe", "livenessProbe", "readinessProbe", "lifecycle", "resources");

  /** Of the service API in the cluster. */
  private static final String SERVICE_PORT = "8088";

  /** As all processes of tests: what lives for minutes on two processors compiles once. */
  private static final String QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  /** Images with an ahead-of-time cache: a JVM that cannot use it does not start. */
  static final List<String> WITH_CACHE = List.of("sensor-module", "inference-module");

  /** The same, where a program's image is meant by another tag. */
  HostPods with(String image, String tag) {
    Map<String, String> others = new HashMap<>(images);
    others.computeIfPresent(image, (name, now) -> name + ":" + tag);
    return new HostPods(folder, others, address, kafkaPort, servicePort, redisPort);
  }

  /** A file with the Deployment's pod, and the overlay's ConfigMaps before it. */
  Path write(Overlay overlay, String deployment) throws IOException {
    return write(overlay, deployment, deployment, Map.of());
  }

  /**
   * The same under another name, beside the first one.
   *
   * @param more variables of its containers
   */
  Path write(Overlay overlay, String deployment, String name, Map<String, String> more)
      throws IOException {
    ObjectNode spec = overlay.object("Deployment", deployment).at("/spec/template/spec").deepCopy();
    // always would start what prepares the pod again and again
    spec.put("hostNetwork", true).put("restartPolicy", "OnFailure");
    spec.remove("topologySpreadConstraints");
    Map<String, ObjectNode> volumes = new HashMap<>();
    for (JsonNode container : Overlay.containers(JSON.objectNode().set("spec", spec))) {
      adapt(overlay, name, (ObjectNode) container, spec, volumes);
      more.forEach((key, value) -> add(((ObjectNode) container).withArray("env"), key, value));
    }
    ArrayNode kept = JSON.arrayNode();
    Overlay.stream(spec.path("volumes")).filter(it -> !it.has("emptyDir")).forEach(kept::add);
    volumes.values().forEach(kept::add);
    spec.set("volumes", kept);
    ObjectNode pod = JSON.objectNode().put("apiVersion", "v1").put("kind", "Pod");
    pod.putObject("metadata").put("name", name).putObject("labels").put("app", name);
    pod.set("spec", spec);
    StringBuilder text = new StringBuilder();
    for (JsonNode map : overlay.kind("ConfigMap")) {
      text.append(YAML.writeValueAsString(map));
    }
    return Files.writeString(
        folder.resolve(name + ".yaml"), text.append(YAML.writeValueAsString(pod)));
  }

  private void adapt(
      Overlay overlay,
      String pod,
      ObjectNode container,
      ObjectNode spec,
      Map<String, ObjectNode> volumes)
      throws IOException {
    NOT_HERE.forEach(container::remove);
    container.put(
        "image", images.get(container.path("image").asText().replaceFirst(":[^/]*$", "")));
    ArrayNode environment = container.withArray("env");
    Overlay.stream(container.path("envFrom"))
        .map(from -> from.at("/secretRef/name").asText())
        .flatMap(name -> overlay.object("Secret", name).path("data").properties().stream())
        .forEach(it -> add(environment, it.getKey(), decoded(it.getValue())));
    container.remove("envFrom");
    add(environment, "QUARKUS_HTTP_HOST", address);
    String image = container.path("image").asText();
    boolean hasCache = WITH_CACHE.stream().anyMatch(program -> image.contains("/" + program + ":"));
    add(environment, "JAVA_TOOL_OPTIONS", QUICK_START + (hasCache ? " -XX:AOTMode=on" : ""));
    if (container.has("args")) {
      List<JsonNode> before = arguments(container);
      ArrayNode arguments = container.putArray("args").addAll(before);
      if (arguments.toString().contains("--kafka-open")) {
        arguments.add("--bind").add(address).add("--kafka-port").add("" + kafkaPort);
      }
    }
    for (JsonNode mount : container.path("volumeMounts")) {
      mountFolder(pod, (ObjectNode) mount, spec, volumes);
    }
  }

  private List<JsonNode> arguments(ObjectNode container) {
    return Overlay.stream(container.path("args"))
        .map(
            it ->
                switch (it.asText()) {
                  case "iot-hub" -> JSON.textNode(address);
                  case SERVICE_PORT -> JSON.textNode("" + servicePort);
                  default -> it;
                })
        .toList();
  }

  /** The last of two of the same name wins. */
  private static void add(ArrayNode environment, String name, String value) {
    for (int i = environment.size() - 1; i >= 0; i--) {
      if (environment.path(i).path("name").asText().equals(name)) {
        environment.remove(i);
      }
    }
    environment.addObject().put("name", name).put("value", value);
  }

  private String decoded(JsonNode value) {
    return new String(Base64.getDecoder().decode(value.asText()), StandardCharsets.UTF_8)
        .replace("iot-hub:9093", address + ":" + kafkaPort)
        .replace("iot-hub:" + SERVICE_PORT, address + ":" + servicePort)
        .replace("redis:6379", address + ":" + redisPort);
  }

  /** A folder of this machine in the place of a volume that is empty at first. */
  private void mountFolder(
      String pod, ObjectNode mount, ObjectNode spec, Map<String, ObjectNode> volumes)
      throws IOException {
    String volume = mount.path("name").asText();
    boolean empty =
        Overlay.stream(spec.path("volumes"))
            .anyMatch(it -> it.path("name").asText().equals(volume) && it.has("emptyDir"));
    if (!empty) {
      return;
    }
    String name = mount.has("subPath") ? volume + "-" + mount.path("subPath").asText() : volume;
    mount.remove("subPath");
    mount.put("name", name);
    Path place = Files.createDirectories(folder.resolve("volumes").resolve(pod).resolve(name));
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxrwxrwx"));
    ObjectNode definition = JSON.objectNode().put("name", name);
    definition.putObject("hostPath").put("path", place.toString()).put("type", "Directory");
    volumes.put(name, definition);
  }
}
