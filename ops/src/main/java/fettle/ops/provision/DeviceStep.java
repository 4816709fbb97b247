package fettle.ops.provision;

import fettle.ops.azure.AzureAccess;
import fettle.ops.azure.HubDevices;
import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Outputs;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives the edge device its identity in the hub. Its key stays there until a device is set up. */
final class DeviceStep implements Step {
  static final String DEVICE = "edge-device";

  private final String device;
  private final Set<String> needs;
  private final AzureAccess access;

  DeviceStep(String device, Set<String> needs, AzureAccess access) {
    this.device = device;
    this.needs = needs;
    this.access = access;
  }

  @Override
  public String id() {
    return DEVICE;
  }

  @Override
  public Set<String> needs() {
    return needs;
  }

  @Override
  public Finding look(Outputs outputs) throws PassingFailure {
    String what = "edge device " + device;
    Optional<String> host = outputs.of(HubParts.HUB, HubParts.HOST);
    if (host.isEmpty()) {
      return new Finding.Create(what);
    }
    return switch (devices(host.get()).presence(device)) {
      case ABSENT -> new Finding.Create(what);
      case PLAIN ->
          new Finding.Differs(
              what, List.of("capabilities.iotEdge: false → true (delete the device to change it)"));
      case EDGE -> new Finding.Leave(what);
    };
  }

  @Override
  public void apply(Finding finding, Outputs outputs, Progress progress) throws PassingFailure {
    devices(outputs.get(HubParts.HUB, HubParts.HOST)).addEdge(device);
  }

  private HubDevices devices(String host) {
    return new HubDevices(host, access.credential());
  }
}
