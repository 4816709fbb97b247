package fettle.gateway.machine;

import com.fasterxml.jackson.databind.JsonNode;
import fettle.gateway.hub.Hub;
import fettle.gateway.store.StoreAway;
import fettle.gateway.store.TwinStore;
import fettle.telemetry.MachineId;
import fettle.telemetry.machine.MachineDescription;
import fettle.telemetry.machine.MachineTwin;
import fettle.telemetry.machine.ModelSet;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Writes what twins say to the store. */
@ApplicationScoped
public class TwinCopy {
  private static final Logger LOG = Logger.getLogger(TwinCopy.class);

  private final Hub hub;
  private final TwinStore store;

  /** What cannot be used of machines, so that it is said once. */
  private final Map<MachineId, String> problems = new ConcurrentHashMap<>();

  TwinCopy(Hub hub, TwinStore store, MeterRegistry registry) {
    this.hub = hub;
    this.store = store;
    registry.gaugeMapSize("gateway.descriptions.unusable", List.of(), problems);
  }

  /**
   * Of what something is known.
   *
   * @param described machines
   * @param devices with a module that reads
   */
  record Known(Set<MachineId> described, Set<String> devices) {}

  Known known() throws StoreAway {
    return new Known(store.described(), store.devices());
  }

  /** Takes one twin that was changed or looked at just now. */
  public void take(JsonNode twin, long now) throws StoreAway {
    take(List.of(twin), known(), now);
  }

  /**
   * Takes twins, in any order; those of a device's two modules may come in different calls.
   *
   * @param before what was known at the beginning
   */
  void take(Iterable<JsonNode> twins, Known before, long now) throws StoreAway {
    Map<MachineId, MachineDescription> descriptions = new HashMap<>();
    Map<String, MachineTwin> devices = new HashMap<>();
    Map<String, ModelSet> models = new LinkedHashMap<>();
    for (JsonNode twin : twins) {
      String device = TwinReader.device(twin);
      if (TwinReader.module(twin).equals(hub.reader())) {
        describe(twin, before, descriptions);
        MachineTwin known = known(device, devices);
        devices.put(
            device,
            TwinReader.reader(twin, now)
                .withModels(known.askedModels(), known.modelsInUse(), known.modelsRefused()));
      } else if (TwinReader.module(twin).equals(hub.scorer())) {
        devices.put(device, TwinReader.withModels(known(device, devices), twin));
        TwinReader.models(twin, now)
            .ifPresent(set -> models.merge(set.sha256(), set, TwinCopy::named));
      }
    }
    store.describe(descriptions);
    store.know(devices);
    if (!models.isEmpty()) {
      store.remember(models.values());
    }
  }

  /** Of two that ask for the same, the one whose device says which models they are. */
  private static ModelSet named(ModelSet one, ModelSet other) {
    return one.models().isEmpty() ? other : one;
  }

  private MachineTwin known(String device, Map<String, MachineTwin> taken) throws StoreAway {
    MachineTwin mine = taken.get(device);
    return mine != null ? mine : store.known(device).orElse(MachineTwin.NONE);
  }

  private void describe(
      JsonNode twin, Known before, Map<MachineId, MachineDescription> descriptions) {
    TwinReader.Described said = TwinReader.described(twin);
    String device = TwinReader.device(twin);
    for (MachineId machine : before.described()) {
      if (machine.device().equals(device)) {
        descriptions.put(machine, MachineDescription.NONE);
      }
    }
    descriptions.putAll(said.descriptions());
    said.problems()
        .forEach(
            (machine, why) -> {
              if (!why.equals(problems.put(machine, why))) {
                LOG.warnf(
                    "the twin of %s: what it says of %s is not used: %s", device, machine, why);
              }
            });
    problems
        .keySet()
        .removeIf(
            machine -> machine.device().equals(device) && !said.problems().containsKey(machine));
  }

  /** Takes away what was known before and the hub does not have any more. */
  void forget(Known before, Set<String> devices) throws StoreAway {
    Map<MachineId, MachineDescription> gone = new HashMap<>();
    for (MachineId machine : before.described()) {
      if (!devices.contains(machine.device())) {
        gone.put(machine, MachineDescription.NONE);
      }
    }
    store.describe(gone);
    Set<String> goneDevices = new HashSet<>(before.devices());
    goneDevices.removeAll(devices);
    store.forget(goneDevices);
  }
}
