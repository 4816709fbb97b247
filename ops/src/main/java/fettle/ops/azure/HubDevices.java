package fettle.ops.azure;

import com.azure.core.credential.TokenCredential;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubNotFoundException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubUnauthorizedException;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.registry.RegistryClient;
import com.microsoft.azure.sdk.iot.service.twin.DeviceCapabilities;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.SecretShapes;
import java.io.IOException;

/** The device identities of an IoT hub, by its service API. Their keys stay in the hub. */
public final class HubDevices {
  private final String host;
  private final RegistryClient registry;

  /**
   * @param credential whoever it is has to have the role IoT Hub Data Contributor
   */
  public HubDevices(String host, TokenCredential credential) {
    this.host = host;
    registry = new RegistryClient(host, credential);
  }

  /** What a device is in a hub. */
  public enum Presence {
    ABSENT,
    /** There, but not as an edge device. */
    PLAIN,
    EDGE
  }

  /** Whether the hub knows a device. */
  public Presence presence(String device) throws PassingFailure {
    try {
      DeviceCapabilities capabilities = registry.getDevice(device).getCapabilities();
      return capabilities != null && capabilities.isIotEdge() ? Presence.EDGE : Presence.PLAIN;
    } catch (IotHubNotFoundException e) {
      return Presence.ABSENT;
    } catch (IotHubException | IOException e) {
      throw passing(e);
    }
  }

  /** Makes an identity for an edge device, with random keys that stay in the hub. */
  public void addEdge(String device) throws PassingFailure {
    DeviceCapabilities capabilities = new DeviceCapabilities();
    capabilities.setIotEdge(true);
    Device identity = new Device(device);
    identity.setCapabilities(capabilities);
    try {
      registry.addDevice(identity);
    } catch (IotHubException | IOException e) {
      throw passing(e);
    }
  }

  /** A right that was just given takes some minutes to work: even a refusal may pass. */
  private PassingFailure passing(Exception error) {
    String why = SecretShapes.mask("" + error.getMessage()).lines().findFirst().orElse("");
    return error instanceof IotHubUnauthorizedException
        ? new PassingFailure(
            ("the IoT hub %s does not let this process manage devices; name its object id in"
                    + " provision.access.operators, and allow some minutes for the role to work")
                .formatted(host),
            error)
        : new PassingFailure("the IoT hub %s: %s".formatted(host, why), error);
  }
}
