package fettle.ops.local.edge;

import fettle.ops.hub.HubInfo;
import fettle.ops.process.Supervised;
import fettle.ops.process.Supervisor;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The modules of one device as processes. Used by one thread. */
final class DeviceModules {
  private final String device;
  private final ModulePrograms programs;
  private final Supervisor supervisor;
  private final Map<String, Running> running = new LinkedHashMap<>();
  private final Map<String, String> troubles = new LinkedHashMap<>();

  private record Running(ModulePlan.Started started, Supervised process) {}

  DeviceModules(String device, ModulePrograms programs, Supervisor supervisor) {
    this.device = device;
    this.programs = programs;
    this.supervisor = supervisor;
  }

  /**
   * Stops and starts processes so that those that are wanted run. What cannot be started is told by
   * {@link #states}.
   *
   * @param generations of the modules' identities
   */
  void establish(HubInfo hub, Map<String, ModuleSpec> wanted, Map<String, String> generations)
      throws InterruptedException {
    ModulePlan plan =
        ModulePlan.decide(
            wanted,
            generations,
            running.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().started())));
    for (String name : plan.stop()) {
      supervisor.stop(running.remove(name).process());
    }
    troubles.clear();
    for (ModuleSpec module : plan.start()) {
      start(hub, module, generations.get(module.name()));
    }
  }

  private void start(HubInfo hub, ModuleSpec module, String generation) {
    String program = programs.programOf(module.image()).orElse(null);
    if (program == null) {
      troubles.put(
          module.name(), "no module of this project was built for the image " + module.image());
      return;
    }
    try {
      Supervised process =
          supervisor.start(
              programs.process(hub, device, module, program, generation), module.policy());
      running.put(module.name(), new Running(new ModulePlan.Started(module, generation), process));
    } catch (UncheckedIOException e) {
      troubles.put(module.name(), e.getMessage());
    }
  }

  /** How each wanted module is doing. */
  Map<String, AgentReport.ModuleState> states(Map<String, ModuleSpec> wanted) {
    Map<String, AgentReport.ModuleState> states = new LinkedHashMap<>();
    wanted.forEach(
        (name, spec) -> {
          Running module = running.get(name);
          states.put(
              name,
              new AgentReport.ModuleState(
                  spec, module == null ? null : module.process().life(), troubles.get(name)));
        });
    return states;
  }

  /** Why some modules do not run though they should; empty when nothing keeps them. */
  String trouble() {
    return String.join("; ", troubles.values());
  }

  void stopAll() throws InterruptedException {
    for (Running module : running.values()) {
      supervisor.stop(module.process());
    }
    running.clear();
  }
}
