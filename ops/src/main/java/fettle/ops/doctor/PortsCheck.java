package fettle.ops.doctor;

import fettle.ops.local.LocalSettings;
import fettle.ops.local.PortCheck;
import fettle.ops.local.RuntimeState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ports are free, or used by this environment's own system.
 *
 * @param running the environment's runtime
 */
record PortsCheck(LocalSettings settings, Optional<RuntimeState> running) implements Check {

  @Override
  public String name() {
    return "ports";
  }

  @Override
  public Verdict examine() {
    if (running.map(RuntimeState::settings).filter(settings::equals).isPresent()) {
      return new Verdict.Fine(
          "ports on %s are this environment's own (process %d)"
              .formatted(settings.bind(), running.get().pid()));
    }
    List<String> taken = new ArrayList<>();
    List<String> waysOut = new ArrayList<>();
    for (Map.Entry<String, Integer> port : PortCheck.wanted(settings.ports()).entrySet()) {
      PortCheck.objection(settings.address(port.getValue()))
          .ifPresent(
              objection -> {
                taken.add(port.getKey() + " " + objection);
                waysOut.add(PortCheck.wayOut(port.getKey()));
              });
    }
    return taken.isEmpty()
        ? new Verdict.Fine("all ports on " + settings.bind() + " are free")
        : new Verdict.Missing(String.join("; ", taken), waysOut.getFirst());
  }
}
