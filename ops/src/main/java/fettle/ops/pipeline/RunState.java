package fettle.ops.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One run of a pipeline as it is written down.
 *
 * @param inputs fingerprint of what the run was asked to do: outputs of a run that was broken off
 *     count only for a run with the same inputs
 * @param ended {@code null} while it runs, and for ever if it was killed
 * @param steps in the pipeline's order
 */
@JsonIgnoreProperties(ignoreUnknown = true) // of a later version
public record RunState(
    String pipeline,
    String environment,
    String target,
    String inputs,
    Instant started,
    Instant ended,
    Map<String, StepState> steps) {

  public RunState {
    steps = new LinkedHashMap<>(steps);
  }

  /** Whether every step got done. */
  public boolean succeeded() {
    return ended != null
        && steps.values().stream().allMatch(step -> step.status() == StepState.Status.DONE);
  }

  /** The steps that were begun and have not ended. */
  public List<String> underWay() {
    return steps.entrySet().stream()
        .filter(step -> step.getValue().status() == StepState.Status.RUNNING)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** What the steps that failed say, as {@code step: error}, in the pipeline's order. */
  public List<String> errors() {
    return steps.entrySet().stream()
        .filter(step -> step.getValue().status() == StepState.Status.FAILED)
        .map(step -> step.getKey() + ": " + step.getValue().error())
        .toList();
  }

  /** Values that the steps recorded, by step. */
  Map<String, Map<String, String>> outputs() {
    return steps.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, step -> step.getValue().outputs()));
  }

  RunState with(String step, StepState state) {
    Map<String, StepState> changed = new LinkedHashMap<>(steps);
    changed.put(step, state);
    return new RunState(pipeline, environment, target, inputs, started, ended, changed);
  }

  RunState ended(Instant now) {
    return new RunState(pipeline, environment, target, inputs, started, now, steps);
  }
}
