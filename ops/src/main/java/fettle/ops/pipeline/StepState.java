package fettle.ops.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far a step has come.
 *
 * @param result what it did, once it is done: {@code created}, {@code changed}, {@code left} or
 *     {@code differs}; {@code null} before
 * @param what the thing it is about; {@code null} before it looked
 * @param started {@code null} before it began
 * @param ended {@code null} before it ended
 * @param attempts how often it was tried
 * @param error one sentence; {@code null} unless it failed
 */
@JsonIgnoreProperties(ignoreUnknown = true) // of a later version
public record StepState(
    Status status,
    String result,
    String what,
    Instant started,
    Instant ended,
    int attempts,
    String error,
    SortedMap<String, String> outputs) {

  /** Where a step is. */
  public enum Status {
    WAITING,
    RUNNING,
    DONE,
    FAILED,
    /** A step that it needs did not get done. */
    SKIPPED
  }

  public StepState {
    outputs = new TreeMap<>(outputs == null ? Map.of() : outputs);
  }

  static StepState waiting(Map<String, String> outputs) {
    return new StepState(Status.WAITING, null, null, null, null, 0, null, new TreeMap<>(outputs));
  }

  StepState running(Instant now) {
    return new StepState(
        Status.RUNNING,
        null,
        what,
        started == null ? now : started,
        null,
        attempts + 1,
        null,
        outputs);
  }

  StepState done(Finding finding, Instant now) {
    return new StepState(
        Status.DONE, resultOf(finding), finding.what(), started, now, attempts, null, outputs);
  }

  StepState failed(String error, Instant now) {
    return new StepState(Status.FAILED, null, what, started, now, attempts, error, outputs);
  }

  StepState skipped(String because) {
    return new StepState(Status.SKIPPED, null, what, null, null, 0, because, outputs);
  }

  StepState with(String name, String value) {
    SortedMap<String, String> more = new TreeMap<>(outputs);
    more.put(name, value);
    return new StepState(status, result, what, started, ended, attempts, error, more);
  }

  private static String resultOf(Finding finding) {
    return switch (finding) {
      case Finding.Create create -> "created";
      case Finding.Change change -> "changed";
      case Finding.Leave leave -> "left";
      case Finding.Differs differs -> "differs";
    };
  }
}
