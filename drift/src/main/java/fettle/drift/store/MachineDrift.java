package fettle.drift.store;

import fettle.telemetry.MachineId;
import java.util.List;

/**
 * What is known of a machine's drift at present: the value of {@code StoreKeys.drift()}.
 *
 * @param models those heard of last, the newest first
 */
public record MachineDrift(MachineId id, List<ModelDrift> models) {

  public MachineDrift {
    models = List.copyOf(models);
  }
}
