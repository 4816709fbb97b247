package fettle.ops.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntSupplier;

/** What Azure itself writes into resources, and the few things that it checks. */
public final class AzureFields {
  /** Stands for every key that Azure could say; must be seen nowhere. */
  public static final String PLANTED = "P1antedKeyOfAzureThatNobodyMaySee/00000000+=";

  private final String host;
  private final Map<String, ObjectNode> byId;

  AzureFields(String host, Map<String, ObjectNode> byId) {
    this.host = host;
    this.byId = byId;
  }

  /** What the POST requests for keys answer. */
  static ObjectNode keys() {
    ObjectNode keys = JsonNodeFactory.instance.objectNode();
    keys.putArray("keys").addObject().put("keyName", "key1").put("value", PLANTED);
    return keys;
  }

  /** What Azure says of a provider: its types, each with an API version. */
  ObjectNode provider(String namespace) {
    ObjectNode provider = JsonNodeFactory.instance.objectNode().put("namespace", namespace);
    ArrayNode types = provider.putArray("resourceTypes");
    String marker = "/providers/" + ArmResources.key(namespace) + "/";
    for (String id : byId.keySet()) {
      if (id.contains(marker)) {
        String type = id.substring(id.indexOf(marker) + marker.length()).split("/")[0];
        types.addObject().put("resourceType", type).putArray("apiVersions").add("2024-01-01");
      }
    }
    return provider;
  }

  /** The resource, or the group, that has to be there first and is not; {@code null} for none. */
  String lackingParent(String path) {
    String parent = parentOf(path);
    return parent == null || byId.containsKey(ArmResources.key(parent)) ? null : parent;
  }

  private static String parentOf(String path) {
    int extension = ArmResources.key(path).indexOf("/providers/microsoft.authorization/");
    if (extension > 0) {
      return path.substring(0, extension);
    }
    String[] parts = path.substring(1).split("/");
    if (parts.length > 8) {
      int up = parts[parts.length - 2].equalsIgnoreCase("ConsumerGroups") ? 4 : 2;
      return cut(parts, parts.length - up).replaceFirst("(?i)/blobServices/default$", "");
    }
    return parts.length > 4 ? cut(parts, 4) : null;
  }

  private static String cut(String[] parts, int length) {
    return "/" + String.join("/", Arrays.copyOf(parts, length));
  }

  /** Why Azure would refuse the body; {@code null} when it would not. */
  String refusal(String path, ObjectNode body) {
    if (!ArmResources.typeOf(path).equals("iothubs")) {
      return null;
    }
    ObjectNode hub = byId.get(ArmResources.key(path));
    for (JsonNode endpoint : body.at("/properties/routing/endpoints/storageContainers")) {
      String principal = hub == null ? "" : hub.at("/identity/principalId").asText("");
      if (endpoint.path("authenticationType").asText().equals("identityBased")
          && !mayWriteBlobs(principal)) {
        return "The hub's identity may not write to the container "
            + endpoint.path("containerName").asText();
      }
    }
    return null;
  }

  private boolean mayWriteBlobs(String principal) {
    return byId.entrySet().stream()
        .filter(entry -> entry.getKey().contains("microsoft.storage/storageaccounts"))
        .map(Map.Entry::getValue)
        .anyMatch(
            role ->
                role.at("/properties/principalId").asText("-").equals(principal)
                    && role.at("/properties/roleDefinitionId")
                        .asText()
                        .endsWith("ba92f5b4-2d11-453d-a403-e96b0029c9fe"));
  }

  void state(ObjectNode resource, String state) {
    ((ObjectNode) resource.withObject("/properties")).put("provisioningState", state);
  }

  /** The body as Azure keeps it: with ids, addresses, and what it never lets one set. */
  ObjectNode complete(String path, ObjectNode body, ObjectNode before, IntSupplier number) {
    ObjectNode resource = body.deepCopy();
    String name = path.substring(path.lastIndexOf('/') + 1);
    resource.put("id", path).put("name", name).put("type", typeOf(path));
    ObjectNode properties = resource.withObject("/properties");
    if (resource.path("identity") instanceof ObjectNode identity
        && identity.path("type").asText().contains("SystemAssigned")) {
      identity.put("principalId", uuid(path + "#identity")).put("tenantId", uuid("tenant"));
    }
    switch (ArmResources.typeOf(path)) {
      case "iothubs" -> {
        resource.put("etag", "etag-" + number.getAsInt());
        properties.put("hostName", host).put("state", "Active");
        JsonNode events = properties.at("/eventHubEndpoints/events");
        if (events instanceof ObjectNode endpoint) {
          endpoint.put("path", name).put("endpoint", "sb://" + name + ".servicebus.windows.net/");
        }
      }
      case "storageaccounts" ->
          properties
              .putObject("primaryEndpoints")
              .put("blob", "https://" + name + ".blob.core.windows.net/");
      case "userassignedidentities" ->
          properties
              .put("principalId", uuid(path + "#principal"))
              .put("clientId", uuid(path + "#client"))
              .put("tenantId", uuid("tenant"));
      case "redis" -> {
        properties.put("hostName", name + ".redis.cache.windows.net").put("sslPort", 6380);
        properties.putObject("accessKeys").put("primaryKey", PLANTED).put("secondaryKey", PLANTED);
      }
      case "registries" -> properties.put("loginServer", name + ".azurecr.io");
      case "components" ->
          properties
              .put("InstrumentationKey", PLANTED)
              .put("ConnectionString", "InstrumentationKey=" + PLANTED);
      default -> {}
    }
    if (before != null && before.has("systemData")) {
      resource.set("systemData", before.get("systemData"));
    }
    return resource;
  }

  /** As in {@code Microsoft.Storage/storageAccounts}, of a resource right in a group. */
  private static String typeOf(String path) {
    String[] parts = path.split("/providers/");
    String[] last = parts[parts.length - 1].split("/");
    return parts.length > 1 ? last[0] + "/" + last[1] : "Microsoft.Resources/resourceGroups";
  }

  private static String uuid(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
