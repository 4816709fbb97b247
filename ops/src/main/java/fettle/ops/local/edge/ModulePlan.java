package fettle.ops.local.edge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What has to be done so that the modules that run are those that are wanted.
 *
 * @param stop names, to be stopped before anything is started
 * @param start in the order of their start
 */
record ModulePlan(List<String> stop, List<ModuleSpec> start) {

  /**
   * What a module that runs was started from.
   *
   * @param generation of its identity: another one means that it was deleted and made anew, and its
   *     process signs in with a key that is gone
   */
  record Started(ModuleSpec spec, String generation) {
    boolean serves(ModuleSpec wanted, String wantedGeneration) {
      return wanted.running()
          && spec.image().equals(wanted.image())
          && spec.env().equals(wanted.env())
          && spec.policy() == wanted.policy()
          && generation.equals(wantedGeneration);
    }
  }

  /**
   * @param generations of the modules' identities; a module without one cannot be started yet
   */
  static ModulePlan decide(
      Map<String, ModuleSpec> wanted,
      Map<String, String> generations,
      Map<String, Started> running) {
    List<String> stop = new ArrayList<>();
    running.forEach(
        (name, started) -> {
          ModuleSpec spec = wanted.get(name);
          if (spec == null || !started.serves(spec, generations.get(name))) {
            stop.add(name);
          }
        });
    List<ModuleSpec> start =
        wanted.values().stream()
            .filter(spec -> spec.running() && generations.containsKey(spec.name()))
            .filter(spec -> !running.containsKey(spec.name()) || stop.contains(spec.name()))
            .sorted(Comparator.comparingLong(ModuleSpec::startupOrder))
            .toList();
    return new ModulePlan(List.copyOf(stop), start);
  }
}
