package fettle.emulator.identity;

import java.util.Optional;

/**
 * A device or a module that the hub knows.
 *
 * @param deviceId case-sensitive, as {@link IdentityName} allows
 * @param moduleId {@code null} for a device
 * @param generationId made anew when an identity is deleted and created again, so that two
 *     incarnations can be told
 * @param etag changes with every update, without quotes
 * @param primaryKey base64
 * @param secondaryKey base64
 * @param enabled a disabled identity is refused like an unknown one
 * @param edge whether this is an IoT Edge device (never true for a module)
 * @param managedBy for a module: who manages it, {@code IotEdge} when a deployment made it; else
 *     empty
 */
public record Identity(
    String deviceId,
    String moduleId,
    String generationId,
    String etag,
    String primaryKey,
    String secondaryKey,
    boolean enabled,
    boolean edge,
    String managedBy) {

  public boolean isModule() {
    return moduleId != null;
  }

  public Optional<String> module() {
    return Optional.ofNullable(moduleId);
  }

  /** {@code device} or {@code device/module}: also the MQTT client id. */
  public String path() {
    return IdentityName.path(deviceId, moduleId);
  }

  @Override
  public String toString() {
    return "Identity[" + path() + (enabled ? "]" : " disabled]");
  }
}
