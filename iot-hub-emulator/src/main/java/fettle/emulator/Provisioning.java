package fettle.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.hub.Deployment;
import fettle.emulator.identity.Identity;
import fettle.emulator.identity.IdentityRegistry;
import fettle.emulator.identity.JsonFiles;
import fettle.emulator.identity.Outcome;

/**
 * Devices, modules and deployments, made by whoever runs the emulator in its own process: what the
 * service API does for others. A refusal is an exception here, since the caller made the mistake.
 */
record Provisioning(Foundation base) {

  /** Creates an identity, unless it is there. */
  Identity add(IdentityRegistry.NewIdentity wanted) {
    return base.registry()
        .find(wanted.deviceId(), wanted.moduleId())
        .orElseGet(
            () ->
                switch (base.registry().create(wanted)) {
                  case Outcome.Done<Identity> done -> done.value();
                  case Outcome.Refused<Identity> refused ->
                      throw new IllegalArgumentException(refused.detail());
                });
  }

  /**
   * @param moduleId {@code null} for the device itself
   * @throws IllegalArgumentException when there is none
   */
  Identity get(String deviceId, String moduleId) {
    return base.registry()
        .find(deviceId, moduleId)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no " + deviceId + (moduleId == null ? "" : "/" + moduleId)));
  }

  /** As {@link #get}; with the emulator's own address as the gateway. */
  String connectionString(String deviceId, String moduleId) {
    return ConnectionString.of(get(deviceId, moduleId), base.config());
  }

  /**
   * @param manifest JSON: {@code modulesContent}, or the object around it
   * @throws IllegalArgumentException naming what is wrong with it
   */
  void applyManifest(String deviceId, String manifest) {
    ObjectNode content;
    try {
      content = JsonFiles.MAPPER.readValue(manifest, ObjectNode.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the manifest is no JSON object: " + e.getMessage(), e);
    }
    if (base.deployments().apply(deviceId, content)
        instanceof Outcome.Refused<Deployment> refused) {
      throw new IllegalArgumentException(refused.detail());
    }
  }
}
