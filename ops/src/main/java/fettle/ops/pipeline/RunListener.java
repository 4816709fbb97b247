package fettle.ops.pipeline;

import java.time.Duration;
import java.time.Instant;

/** Is told how a run goes; called from several threads, one at a time. */
public interface RunListener {

  /** Something that happened in a run. */
  sealed interface Event {

    /** The step it is about. */
    String step();

    Instant at();
  }

  /**
   * A step begins to look.
   *
   * @param attempt from 1
   */
  record Started(String step, Instant at, int attempt) implements Event {}

  /** A step found that there is work to do, and does it. */
  record Working(String step, Instant at, Finding finding) implements Event {}

  /** A line about work under way. */
  record Said(String step, Instant at, String line) implements Event {}

  /** A step goes again after a wait. */
  record Retrying(String step, Instant at, int attempt, Duration pause, String reason)
      implements Event {}

  /** A step got done; also one that left everything as it was. */
  record Done(String step, Instant at, Finding finding, Duration took) implements Event {}

  /** A step failed for good in this run. */
  record Failed(String step, Instant at, String reason) implements Event {}

  /** A step was not begun, because one that it needs did not get done. */
  record Skipped(String step, Instant at, String because) implements Event {}

  void on(Event event);

  /** The run as it is written down, after a change. */
  default void changed(RunState state) {}

  /** Both are told everything, this one first. */
  default RunListener and(RunListener other) {
    RunListener first = this;
    return new RunListener() {
      @Override
      public void on(Event event) {
        first.on(event);
        other.on(event);
      }

      @Override
      public void changed(RunState state) {
        first.changed(state);
        other.changed(state);
      }
    };
  }
}
