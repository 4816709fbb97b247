package fettle.ops.pipeline;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Outputs while planning: kept in memory, and only of steps that would be left as they are. */
final class PlanOutputs {
  private final Map<String, Map<String, String>> values = new HashMap<>();

  PlanOutputs(Map<String, Map<String, String>> earlier) {
    earlier.forEach((step, outputs) -> values.put(step, new HashMap<>(outputs)));
  }

  /** To be said of a step that would have to be made: nobody may rely on it. */
  void forget(Step step) {
    values.remove(step.id());
  }

  Outputs of(Step step) {
    return new Outputs() {
      @Override
      public Optional<String> own(String name) {
        return value(step.id(), name);
      }

      @Override
      public Optional<String> of(String other, String name) {
        Outputs.requireNeeded(step, other);
        return value(other, name);
      }

      private Optional<String> value(String id, String name) {
        return Optional.ofNullable(values.getOrDefault(id, Map.of()).get(name));
      }

      @Override
      public void put(String name, String value) {
        values.computeIfAbsent(step.id(), id -> new HashMap<>()).put(name, value);
      }
    };
  }
}
