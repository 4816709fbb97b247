package fettle.ops.pipeline;

import java.io.IOException;
import java.util.Set;

/**
 * One idempotent piece of work. May be called from any thread, at most once at a time; steps that
 * do not need each other run side by side.
 */
public interface Step {

  /** Lower case with dashes, unique in its pipeline. */
  String id();

  /** Ids of the steps whose outputs this one uses. */
  Set<String> needs();

  /**
   * Looks at what is there; writes nothing but its outputs. In a plan the outputs of steps that
   * would still have to be made are missing: then this one would have to be made as well.
   *
   * @throws PassingFailure when it is worth trying again
   * @throws fettle.ops.Failure when a person has to mend something first
   */
  Finding look(Outputs outputs) throws PassingFailure, IOException, InterruptedException;

  /**
   * Makes or changes what {@link #look} found wanting, and records its outputs. A run may be killed
   * at any point in here: the next one looks again and goes on.
   *
   * @param progress for long work: what is going on, in words
   * @throws PassingFailure when it is worth trying again, from {@link #look} on
   * @throws fettle.ops.Failure when a person has to mend something first
   */
  void apply(Finding finding, Outputs outputs, Progress progress)
      throws PassingFailure, IOException, InterruptedException;

  /** Takes one line about work that is under way. */
  @FunctionalInterface
  interface Progress {
    void say(String line);
  }
}
