package fettle.gateway.drift;

import fettle.drift.store.MachineDrift;
import fettle.drift.store.ModelDrift;
import fettle.gateway.repeat.SeenSequences;
import fettle.telemetry.MachineId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** What is held of one machine's drift. Not thread-safe. */
public final class MachineDriftState {
  final MachineId id;
  final SeenSequences seen;

  /** By model, the one heard of last at the end. */
  final LinkedHashMap<String, ModelWindow> models = new LinkedHashMap<>(4, 0.75f, true);

  MachineDriftState(MachineId id, SeenSequences seen) {
    this.id = id;
    this.seen = seen;
  }

  /** The model's window; beyond the bound it takes the place of the one silent for longest. */
  ModelWindow model(String model, int most) {
    ModelWindow window = models.computeIfAbsent(model, ModelWindow::new);
    while (models.size() > most) {
      models.pollFirstEntry();
    }
    return window;
  }

  /** What a page shows of it. */
  public MachineDrift present(DriftRules rules) {
    List<ModelDrift> newestFirst = new ArrayList<>();
    models
        .sequencedValues()
        .forEach(model -> newestFirst.addFirst(model.present(rules.windowMs())));
    return new MachineDrift(id, newestFirst);
  }

  /** The packed form. */
  public byte[] encode() {
    return DriftStateCodec.encode(this);
  }
}
