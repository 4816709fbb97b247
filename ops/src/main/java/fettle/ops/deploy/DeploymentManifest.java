package fettle.ops.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.hash.Sha256;
import fettle.ops.hub.EdgeTwins;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Redaction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A deployment manifest of an edge device. May hold registry passwords: only {@link
 * #withoutSecrets} may be written down or shown.
 *
 * @param content {@code modulesContent}: desired properties by module
 */
public record DeploymentManifest(ObjectNode content) {
  static final String DESIRED = "properties.desired";

  private static final String CREDENTIALS = "/runtime/settings/registryCredentials";
  private static final String PASSWORD = "password";
  private static final ObjectMapper SORTED =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  /** What a device is told to run now; empty when it never got a manifest. */
  static Optional<DeploymentManifest> of(EdgeTwins device, Redaction redaction)
      throws PassingFailure {
    Optional<ObjectNode> agent =
        device
            .find(EdgeModule.AGENT)
            .map(EdgeTwins.Properties::desired)
            .filter(desired -> desired.has("modules"));
    if (agent.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content.putObject(EdgeModule.AGENT).set(DESIRED, agent.get());
    addTwin(content, device, EdgeModule.HUB);
    for (Map.Entry<String, JsonNode> module : agent.get().path("modules").properties()) {
      addTwin(content, device, module.getKey());
    }
    DeploymentManifest manifest = new DeploymentManifest(content);
    manifest.credentials().forEach(one -> redaction.remember(one.path(PASSWORD).asText()));
    return Optional.of(manifest);
  }

  private static void addTwin(ObjectNode content, EdgeTwins device, String module)
      throws PassingFailure {
    Optional<EdgeTwins.Properties> twin = device.find(module);
    if (twin.isPresent()) {
      content.putObject(module).set(DESIRED, twin.get().desired());
    }
  }

  /** The desired properties of a module; missing when it is not there. */
  JsonNode desired(String module) {
    return content.path(module).path(DESIRED);
  }

  /** The image of each module, without the runtime's own. */
  Map<String, String> images() {
    Map<String, String> images = new LinkedHashMap<>();
    desired(EdgeModule.AGENT)
        .path("modules")
        .properties()
        .forEach(
            module ->
                images.put(module.getKey(), module.getValue().at("/settings/image").asText()));
    return images;
  }

  /** Whether a module is to run; one that is not is there and waits. */
  boolean runs(String module) {
    return !desired(EdgeModule.AGENT)
        .path("modules")
        .path(module)
        .path("status")
        .asText()
        .equals("stopped");
  }

  /** The hash of the manifest of models that it asks for. */
  Optional<String> model() {
    return Optional.ofNullable(
        desired(EdgeModule.INFERENCE.id()).path(EdgeModule.MODELS).path("sha256").textValue());
  }

  private JsonNode credentials() {
    return desired(EdgeModule.AGENT).at(CREDENTIALS);
  }

  /** The same without passwords. */
  DeploymentManifest withoutSecrets() {
    DeploymentManifest copy = new DeploymentManifest(content.deepCopy());
    copy.credentials().forEach(one -> ((ObjectNode) one).remove(PASSWORD));
    return copy;
  }

  /**
   * The same with the passwords that another manifest has for the same registries and names.
   *
   * @return empty when one is not there
   */
  Optional<DeploymentManifest> withSecretsOf(DeploymentManifest other) {
    DeploymentManifest copy = new DeploymentManifest(content.deepCopy());
    for (JsonNode mine : copy.credentials()) {
      for (JsonNode theirs : other.credentials()) {
        if (theirs.has(PASSWORD)
            && mine.path("address").equals(theirs.path("address"))
            && mine.path("username").equals(theirs.path("username"))) {
          ((ObjectNode) mine).set(PASSWORD, theirs.get(PASSWORD));
        }
      }
      if (!mine.has(PASSWORD)) {
        return Optional.empty();
      }
    }
    return Optional.of(copy);
  }

  /** SHA-256 of all but the passwords, as hex; the order of names does not count. */
  String fingerprint() {
    try {
      Object sorted = SORTED.treeToValue(withoutSecrets().content(), Map.class);
      return Sha256.of(SORTED.writeValueAsString(sorted));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON is always JSON", e);
    }
  }

  /** Whole, as a file for a person or another tool has it; with its secrets. */
  public String json() {
    return JsonNodeFactory.instance.objectNode().set("modulesContent", content).toString();
  }

  @Override
  public String toString() {
    return "DeploymentManifest" + images();
  }
}
