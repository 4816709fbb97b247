package fettle.ops.pipeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Steps in an order in which each comes after all that it needs.
 *
 * @param name lower case, one word
 */
public record Pipeline(String name, List<Step> steps) {

  /**
   * @throws IllegalArgumentException when two steps have one id, a needed step is missing, or steps
   *     need each other in a circle
   */
  public Pipeline {
    steps = ordered(name, steps);
  }

  private static List<Step> ordered(String name, List<Step> steps) {
    Map<String, Step> waiting = new LinkedHashMap<>();
    for (Step step : steps) {
      if (waiting.put(step.id(), step) != null) {
        throw new IllegalArgumentException(name + ": two steps are called " + step.id());
      }
    }
    for (Step step : steps) {
      for (String need : step.needs()) {
        if (!waiting.containsKey(need)) {
          throw new IllegalArgumentException(name + ": " + step.id() + " needs unknown " + need);
        }
      }
    }
    List<Step> ordered = new ArrayList<>();
    Set<String> placed = new HashSet<>();
    while (!waiting.isEmpty()) {
      List<Step> next =
          waiting.values().stream().filter(step -> placed.containsAll(step.needs())).toList();
      if (next.isEmpty()) {
        throw new IllegalArgumentException(
            name + ": these steps need each other in a circle: " + waiting.keySet());
      }
      for (Step step : next) {
        ordered.add(step);
        placed.add(step.id());
        waiting.remove(step.id());
      }
    }
    return List.copyOf(ordered);
  }
}
