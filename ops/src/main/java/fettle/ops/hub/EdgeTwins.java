package fettle.ops.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.sdk.iot.service.configurations.ConfigurationContent;
import com.microsoft.azure.sdk.iot.service.twin.Twin;
import fettle.ops.pipeline.PassingFailure;
import java.util.Map;
import java.util.Optional;

/** The twins of an edge device's modules, and the content that sets them all. */
public final class EdgeTwins {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Map<String, Object>>> CONTENT =
      new TypeReference<>() {};

  private final HubService hub;
  private final String device;

  public EdgeTwins(HubService hub, String device) {
    this.hub = hub;
    this.device = device;
  }

  /** The device's id. */
  public String device() {
    return device;
  }

  /**
   * A module's twin as JSON.
   *
   * @param version of the desired properties
   * @param desired without what the hub adds to it
   * @param reported likewise
   */
  public record Properties(int version, ObjectNode desired, ObjectNode reported) {}

  /** Empty when there is no such module, or no such device. */
  public Optional<Properties> find(String module) throws PassingFailure {
    return hub.find(what(module), () -> hub.twins().get(device, module)).map(EdgeTwins::properties);
  }

  private static Properties properties(Twin twin) {
    Integer version = twin.getDesiredProperties().getVersion();
    return new Properties(
        version == null ? 0 : version,
        plain(twin.getDesiredProperties().toJsonObject().toString()),
        plain(twin.getReportedProperties().toJsonObject().toString()));
  }

  private static ObjectNode plain(String json) {
    try {
      ObjectNode node = (ObjectNode) JSON.readTree(json);
      node.remove("$version");
      node.remove("$metadata");
      return node;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the SDK made broken JSON of a twin", e);
    }
  }

  /**
   * Applies a deployment to the device: the hub makes the modules and sets their desired properties
   * as a whole.
   *
   * @param modulesContent by module, {@code $edgeAgent} and {@code $edgeHub} included
   */
  public void apply(ObjectNode modulesContent) throws PassingFailure {
    ConfigurationContent content = new ConfigurationContent();
    content.setModulesContent(JSON.convertValue(modulesContent, CONTENT));
    hub.call(
        "edge device " + device,
        () -> {
          hub.configurations().applyConfigurationContentOnDevice(device, content);
          return content;
        });
  }

  /** Sets one desired property of a module as a whole, and leaves the others. */
  public void setDesired(String module, String property, ObjectNode value) throws PassingFailure {
    hub.call(
        what(module),
        () -> {
          Twin patch = new Twin(device, module);
          patch
              .getDesiredProperties()
              .put(property, JSON.convertValue(value, new TypeReference<Map<String, Object>>() {}));
          return hub.twins().patch(patch);
        });
  }

  private String what(String module) {
    return "module %s of %s".formatted(module, device);
  }
}
