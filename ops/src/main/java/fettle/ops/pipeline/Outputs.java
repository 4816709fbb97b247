package fettle.ops.pipeline;

import java.util.Optional;

/**
 * What steps tell each other and later runs: names, ids, hashes, addresses. Kept in a file that
 * anyone who may read the folder can read: never a secret.
 */
public interface Outputs {

  /** A value of this step, from this run or from an earlier one that was broken off. */
  Optional<String> own(String name);

  /**
   * A value of a step that this one needs; empty in a plan while that step would still have to be
   * made.
   *
   * @throws IllegalArgumentException when this step does not need that one
   */
  Optional<String> of(String step, String name);

  /** As {@link #of}, for {@link Step#apply}, when everything needed is there. */
  default String get(String step, String name) {
    return of(step, name)
        .orElseThrow(() -> new IllegalStateException("step " + step + " has not said its " + name));
  }

  /** Records a value of this step; on disk when this returns, but for a plan. */
  void put(String name, String value);

  /** Only what is needed is sure to be there. */
  static void requireNeeded(Step step, String other) {
    if (!step.needs().contains(other)) {
      throw new IllegalArgumentException(step.id() + " does not need " + other);
    }
  }
}
