package fettle.emulator.hub;

import java.time.Instant;
import java.util.Map;

/**
 * A device-to-cloud message as the hub hands it to one endpoint: stamped and enriched.
 *
 * @param origin as it came
 * @param properties application properties, those of enrichments among them
 * @param generationId of the sender's identity
 * @param enqueuedTime when the hub took it, in milliseconds
 * @param partition of the sender's device, 0 and up; the same at every endpoint
 */
public record HubMessage(
    DeviceMessage origin,
    Map<String, String> properties,
    String generationId,
    Instant enqueuedTime,
    int partition) {

  private static final String BY_DEVICE_KEY =
      "{\"scope\":\"device\",\"type\":\"sas\",\"issuer\":\"iothub\",\"acceptingIpFilterRule\":null}";
  private static final String BY_MODULE_KEY =
      "{\"scope\":\"module\",\"type\":\"sas\",\"issuer\":\"iothub\",\"acceptingIpFilterRule\":null}";

  /** How the sender proved who it is, as IoT Hub words it. */
  public String authMethod() {
    return origin.moduleId() == null ? BY_DEVICE_KEY : BY_MODULE_KEY;
  }

  HubMessage withProperties(Map<String, String> changed) {
    return new HubMessage(origin, changed, generationId, enqueuedTime, partition);
  }
}
