package fettle.emulator.serviceapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.identity.Identity;
import fettle.emulator.identity.IdentityRegistry.NewIdentity;
import fettle.emulator.identity.Twin;

/** Devices, modules and twins as the service API's JSON. */
final class IdentityJson {

  private static final String NEVER = "0001-01-01T00:00:00Z";

  private IdentityJson() {}

  static ObjectNode of(Identity identity, boolean connected) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("deviceId", identity.deviceId());
    if (identity.isModule()) {
      json.put("moduleId", identity.moduleId());
      json.put("managedBy", identity.managedBy());
    }
    json.put("generationId", identity.generationId());
    json.put("etag", identity.etag());
    json.put("connectionState", connected ? "Connected" : "Disconnected");
    json.put("status", identity.enabled() ? "enabled" : "disabled");
    json.putNull("statusReason");
    json.put("connectionStateUpdatedTime", NEVER);
    json.put("statusUpdatedTime", NEVER);
    json.put("lastActivityTime", NEVER);
    json.put("cloudToDeviceMessageCount", 0);
    ObjectNode authentication = json.putObject("authentication");
    authentication
        .putObject("symmetricKey")
        .put("primaryKey", identity.primaryKey())
        .put("secondaryKey", identity.secondaryKey());
    authentication
        .putObject("x509Thumbprint")
        .putNull("primaryThumbprint")
        .putNull("secondaryThumbprint");
    authentication.put("type", "sas");
    json.putObject("capabilities").put("iotEdge", identity.edge());
    return json;
  }

  /** Names come from the path; keys may be absent. */
  static NewIdentity wanted(JsonNode json, String deviceId, String moduleId) {
    checkName(json, "deviceId", deviceId);
    if (moduleId != null) {
      checkName(json, "moduleId", moduleId);
    }
    JsonNode authentication = json.path("authentication");
    String type = authentication.path("type").asText("sas");
    if (!type.equals("sas")) {
      throw ServiceFailure.invalid("authentication type " + type + " is not supported: use sas");
    }
    JsonNode key = authentication.path("symmetricKey");
    return new NewIdentity(
        deviceId,
        moduleId,
        textOrNull(key.path("primaryKey")),
        textOrNull(key.path("secondaryKey")),
        !"disabled".equalsIgnoreCase(json.path("status").asText()),
        json.at("/capabilities/iotEdge").asBoolean(),
        textOrNull(json.path("managedBy")));
  }

  /** An update keeps the keys that the body does not give. */
  static Identity changed(Identity known, NewIdentity wanted) {
    return new Identity(
        known.deviceId(),
        known.moduleId(),
        known.generationId(),
        known.etag(),
        wanted.primaryKey() == null ? known.primaryKey() : wanted.primaryKey(),
        wanted.secondaryKey() == null ? known.secondaryKey() : wanted.secondaryKey(),
        wanted.enabled(),
        wanted.edge(),
        wanted.managedBy() == null ? known.managedBy() : wanted.managedBy());
  }

  static ObjectNode of(Twin twin, Identity identity, boolean connected) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("deviceId", twin.deviceId());
    if (twin.moduleId() != null) {
      json.put("moduleId", twin.moduleId());
    }
    json.put("etag", twin.etag());
    json.put("deviceEtag", identity.etag());
    json.put("status", identity.enabled() ? "enabled" : "disabled");
    json.put("statusUpdateTime", NEVER);
    json.put("connectionState", connected ? "Connected" : "Disconnected");
    json.put("lastActivityTime", NEVER);
    json.put("cloudToDeviceMessageCount", 0);
    json.put("authenticationType", "sas");
    json.putObject("x509Thumbprint").putNull("primaryThumbprint").putNull("secondaryThumbprint");
    json.put("modelId", "");
    json.put("version", twin.version());
    json.set("tags", twin.tags());
    ObjectNode properties = json.putObject("properties");
    properties.set("desired", twin.desired());
    properties.set("reported", twin.reported());
    json.putObject("capabilities").put("iotEdge", identity.edge());
    return json;
  }

  private static void checkName(JsonNode json, String member, String expected) {
    if (!expected.equals(json.path(member).asText(expected))) {
      throw ServiceFailure.invalid(member + " of the body and of the path differ");
    }
  }

  private static String textOrNull(JsonNode node) {
    return node.isTextual() && !node.textValue().isEmpty() ? node.textValue() : null;
  }
}
