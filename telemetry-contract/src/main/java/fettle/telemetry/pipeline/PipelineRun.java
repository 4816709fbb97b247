package fettle.telemetry.pipeline;

import java.util.List;

/**
 * A run of a pipeline as people are shown it. Times are epoch milliseconds.
 *
 * @param id unique among runs
 * @param pipeline such as {@code train}
 * @param target {@code local} or {@code azure}
 * @param by who asked for it
 * @param ended {@code null} while it has not
 * @param seen when its process last said something of it: one that neither ended nor was seen for
 *     long was broken off
 * @param error why there are no steps, or none that failed; {@code null} for most runs
 * @param steps in the pipeline's order
 */
public record PipelineRun(
    String id,
    String pipeline,
    String environment,
    String target,
    String by,
    long started,
    Long ended,
    long seen,
    String error,
    List<Step> steps) {

  /** A process tells of its run at least this often, in milliseconds. */
  public static final long SEEN_EVERY_MS = 5_000;

  private static final long BROKEN_OFF_AFTER_MS = 6 * SEEN_EVERY_MS;

  /** Where a step is. */
  public enum Status {
    WAITING,
    RUNNING,
    DONE,
    FAILED,
    /** A step that it needs did not get done. */
    SKIPPED;

    /** The status with this name; of one that a later version knows it is only sure: not done. */
    static Status fromName(String name) {
      for (Status status : values()) {
        if (status.name().equals(name)) {
          return status;
        }
      }
      return WAITING;
    }
  }

  /** How a run is going, or went. */
  public enum Outcome {
    RUNNING,
    SUCCEEDED,
    FAILED,
    /** Its process is gone; run again, it goes on where it stopped. */
    BROKEN_OFF
  }

  /**
   * @param result {@code created}, {@code changed}, {@code left} or {@code differs}; {@code null}
   *     before it is done
   * @param what the thing it is about; {@code null} before it looked
   * @param started {@code null} before it began
   * @param ended {@code null} before it ended
   * @param error one sentence; {@code null} unless it failed
   */
  public record Step(
      String id,
      Status status,
      String result,
      String what,
      Long started,
      Long ended,
      int attempts,
      String error) {}

  public PipelineRun {
    steps = List.copyOf(steps);
  }

  /**
   * @param now epoch milliseconds
   */
  public Outcome outcome(long now) {
    if (ended == null) {
      return now - seen > BROKEN_OFF_AFTER_MS ? Outcome.BROKEN_OFF : Outcome.RUNNING;
    }
    boolean done = steps.stream().allMatch(step -> step.status() == Status.DONE);
    return error == null && done ? Outcome.SUCCEEDED : Outcome.FAILED;
  }
}
