package fettle.emulator.hub;

import fettle.emulator.identity.IdentityName;
import java.util.Map;

/**
 * A device-to-cloud message as it enters the hub, before the hub stamps it.
 *
 * @param deviceId the authenticated sender, never taken from the body
 * @param moduleId {@code null} when the device itself sent it
 * @param body not copied; nobody changes it
 * @param systemProperties named as Event Hubs shows them: {@code message-id}, {@code user-id},
 *     {@code to}, {@code correlation-id}, {@code content-type}, {@code content-encoding}, {@code
 *     creation-time}
 * @param properties application properties in the sender's order
 */
public record DeviceMessage(
    String deviceId,
    String moduleId,
    byte[] body,
    Map<String, String> systemProperties,
    Map<String, String> properties) {

  /** {@code device} or {@code device/module}. */
  public String sender() {
    return IdentityName.path(deviceId, moduleId);
  }

  @Override
  public String toString() {
    return "DeviceMessage[" + sender() + ", " + body.length + " bytes]";
  }
}
