package fettle.ops.local;

import com.microsoft.azure.sdk.iot.service.exceptions.IotHubException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubNotFoundException;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.registry.RegistryClient;
import com.microsoft.azure.sdk.iot.service.twin.DeviceCapabilities;
import fettle.ops.Failure;
import fettle.ops.hub.HubInfo;
import fettle.ops.hub.HubTrust;
import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Outputs;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Step;
import java.io.IOException;
import java.util.Set;

/** The edge device's identity is in the hub's registry. */
record DeviceStep(String device, LocalSettings settings, RuntimeHost host, Set<String> needs)
    implements Step {
  static final String ID = "edge-device";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Finding look(Outputs outputs) throws PassingFailure {
    String what = "edge device " + device;
    if (host.running().isEmpty()) {
      return new Finding.Create(what);
    }
    try {
      Device found = registry().getDevice(device);
      if (found.getCapabilities() == null || !found.getCapabilities().isIotEdge()) {
        throw new Failure(
            "the device " + device + " is there but is no edge device; delete it and try again");
      }
      return new Finding.Leave(what);
    } catch (IotHubNotFoundException e) {
      return new Finding.Create(what);
    } catch (IOException | IotHubException e) {
      throw new PassingFailure("the local hub did not answer: " + e.getMessage(), e);
    }
  }

  @Override
  public void apply(Finding finding, Outputs outputs, Progress progress) throws PassingFailure {
    Device wanted = new Device(device);
    DeviceCapabilities edge = new DeviceCapabilities();
    edge.setIotEdge(true);
    wanted.setCapabilities(edge);
    try {
      registry().addDevice(wanted);
    } catch (IOException | IotHubException e) {
      throw new PassingFailure("the local hub did not make " + device + ": " + e.getMessage(), e);
    }
  }

  private RegistryClient registry() throws IOException {
    HubInfo hub = HubInfo.read(settings.hubFile());
    HubTrust.use(hub.caCertificate());
    return new RegistryClient(hub.serviceHost(), hub.serviceCredential());
  }
}
