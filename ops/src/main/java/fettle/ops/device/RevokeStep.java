package fettle.ops.device;

import com.microsoft.azure.sdk.iot.service.registry.Device;
import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Outputs;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a device in no more.
 *
 * @param delete whether the hub is to forget it, with its modules and twins
 */
record RevokeStep(DeviceRegistry registry, boolean delete) implements Step {

  @Override
  public String id() {
    return "identity";
  }

  @Override
  public Set<String> needs() {
    return Set.of();
  }

  @Override
  public Finding look(Outputs outputs) throws PassingFailure {
    Optional<Device> device = registry.find();
    String what = "edge device " + registry.id();
    if (device.isEmpty()) {
      return new Finding.Leave(what + ", which the hub does not have");
    }
    if (delete) {
      return new Finding.Change(what, List.of("deleted, with its modules and twins"));
    }
    return DeviceRegistry.isEnabled(device.get())
        ? new Finding.Change(what, List.of("status: enabled → disabled"))
        : new Finding.Leave(what + ", disabled");
  }

  @Override
  public void apply(Finding finding, Outputs outputs, Progress progress) throws PassingFailure {
    if (delete) {
      registry.delete();
      return;
    }
    Optional<Device> device = registry.find();
    if (device.isPresent()) {
      registry.disable(device.get());
    }
  }
}
