package fettle.ops.pipeline;

import fettle.ops.Failure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** One run under way: its state, written down and told at every change. */
final class Execution {
  private final Journal journal;
  private final Redaction redaction;
  private final Retries retries;
  private final InstantSource clock;
  private final RunListener listener;
  private final ReentrantLock lock = new ReentrantLock();
  private RunState state;

  Execution(
      Journal journal,
      Redaction redaction,
      Retries retries,
      InstantSource clock,
      RunListener listener,
      RunState state) {
    this.journal = journal;
    this.redaction = redaction;
    this.retries = retries;
    this.clock = clock;
    this.listener = listener;
    this.state = state;
    write();
  }

  static RunState begin(
      Pipeline pipeline,
      PipelineRunner.Request request,
      Map<String, Map<String, String>> outputs,
      Instant now) {
    Map<String, StepState> steps = new LinkedHashMap<>();
    for (Step step : pipeline.steps()) {
      steps.put(step.id(), StepState.waiting(outputs.getOrDefault(step.id(), Map.of())));
    }
    return new RunState(
        pipeline.name(),
        request.environment(),
        request.target(),
        request.inputs(),
        now,
        null,
        steps);
  }

  /** Runs a step to its end; whether it got done. */
  boolean run(Step step) {
    Instant began = clock.instant();
    try {
      for (int attempt = 1; ; attempt++) {
        change(
            step, StepState::running, new RunListener.Started(step.id(), clock.instant(), attempt));
        try {
          Finding finding = once(step);
          Duration took = Duration.between(began, clock.instant());
          change(
              step,
              (before, now) -> before.done(finding, now),
              new RunListener.Done(step.id(), clock.instant(), finding, took));
          return true;
        } catch (PassingFailure e) {
          if (attempt >= retries.attempts()) {
            return failed(step, e.getMessage() + " (tried " + attempt + " times)");
          }
          Duration wait = retries.waitAfter(attempt, e);
          tell(
              new RunListener.Retrying(
                  step.id(), clock.instant(), attempt + 1, wait, redaction.clean(e.getMessage())));
          Thread.sleep(wait);
        }
      }
    } catch (Failure e) {
      return failed(step, e.getMessage());
    } catch (IOException e) {
      return failed(step, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(step, "was interrupted");
    } catch (RuntimeException e) {
      failed(step, "failed in a way it should not: " + e);
      throw e;
    }
  }

  /** Looks and works; what was found, as it may be told. */
  private Finding once(Step step) throws PassingFailure, IOException, InterruptedException {
    Outputs outputs = new View(step);
    Finding finding = step.look(outputs);
    Finding told = redaction.clean(finding);
    if (finding.needsWork()) {
      tell(new RunListener.Working(step.id(), clock.instant(), told));
      step.apply(
          finding,
          outputs,
          line -> tell(new RunListener.Said(step.id(), clock.instant(), redaction.clean(line))));
    }
    return told;
  }

  boolean skip(Step step, String lacking) {
    String because = "needs " + lacking;
    change(
        step,
        (before, now) -> before.skipped(because),
        new RunListener.Skipped(step.id(), clock.instant(), because));
    return false;
  }

  RunState end() {
    lock.lock();
    try {
      state = state.ended(clock.instant());
      write();
      return state;
    } finally {
      lock.unlock();
    }
  }

  private boolean failed(Step step, String reason) {
    String clean = redaction.clean(reason);
    change(
        step,
        (before, now) -> before.failed(clean, now),
        new RunListener.Failed(step.id(), clock.instant(), clean));
    return false;
  }

  private interface Transition {
    StepState apply(StepState before, Instant now);
  }

  private void change(Step step, Transition transition, RunListener.Event event) {
    lock.lock();
    try {
      StepState before = state.steps().get(step.id());
      state = state.with(step.id(), transition.apply(before, clock.instant()));
      write();
      listener.on(event);
    } finally {
      lock.unlock();
    }
  }

  private void write() {
    journal.write(state);
    listener.changed(state);
  }

  private void tell(RunListener.Event event) {
    lock.lock();
    try {
      listener.on(event);
    } finally {
      lock.unlock();
    }
  }

  /** The outputs as a step of this run sees them. */
  private final class View implements Outputs {
    private final Step step;

    View(Step step) {
      this.step = step;
    }

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
      lock.lock();
      try {
        return Optional.ofNullable(state.steps().get(id).outputs().get(name));
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void put(String name, String value) {
      lock.lock();
      try {
        state =
            state.with(step.id(), state.steps().get(step.id()).with(name, redaction.clean(value)));
        write();
      } finally {
        lock.unlock();
      }
    }
  }
}
